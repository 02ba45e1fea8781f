/** The trading company's schemas, by name, so that what is linked to comes first (but for what links to itself). */
import type {RecordSchema} from '../record-schema.ts'
import {activitySchema} from './activity.ts'
import {companySchema} from './company.ts'
import {contactSchema} from './contact.ts'
import {employeeSchema} from './employee.ts'
import {orderLineSchema} from './order-line.ts'
import {orderSchema} from './order.ts'
import {productSchema} from './product.ts'

export const crmSchemas: Readonly<Record<string, RecordSchema>> = Object.freeze({
  employee: employeeSchema,
  company: companySchema,
  contact: contactSchema,
  product: productSchema,
  order: orderSchema,
  order_line: orderLineSchema,
  activity: activitySchema,
})
