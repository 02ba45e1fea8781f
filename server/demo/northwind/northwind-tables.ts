/** Microsoft's Northwind sample, file by file: the schema that its rows get here, and how a row's columns become properties. */
import type {RecordSchema} from '../../../schemas/index.ts'

export interface NorthwindTable {
  readonly file: string
  readonly schema: string
  readonly doc: RecordSchema
  /** CSV column -> property. Columns that are not named are left out. */
  readonly columns: Readonly<Record<string, string>>
  /** The column that other files refer to a row by. */
  readonly key: string
  /** Property -> the table (by schema) whose key it holds in the file. */
  readonly links: Readonly<Record<string, string>>
}

const text = (title: string, more: object = {}) => ({type: 'string', title, ...more}) as const
const number = (title: string, more: object = {}) => ({type: 'number', title, ...more}) as const
const whole = (title: string) => ({type: 'integer', title}) as const
const date = (title: string) => ({type: 'string', format: 'date', title}) as const
const link = (title: string, target: string) => ({type: 'string', title, 'x-link': target}) as const
const code = (title: string) => ({type: 'string', title, 'x-unique': true}) as const
const indexed = {'x-index': true}
const address = {address: text('Address'), city: text('City', indexed), region: text('Region'), postal_code: text('Postal code'), country: text('Country', indexed)}
const addressColumns = {address: 'address', city: 'city', region: 'region', postalCode: 'postal_code', country: 'country'}

function schema(title: string, plural: string, titleProperties: readonly string[], properties: RecordSchema['properties'], required: readonly string[]): RecordSchema {
  return {$schema: 'https://json-schema.org/draft/2020-12/schema', title, 'x-plural': plural, ...(titleProperties.length > 0 ? {'x-title': titleProperties} : {}), type: 'object', additionalProperties: false, properties, required}
}

/** In an order in which every link's target comes first. */
export const northwindTables: readonly NorthwindTable[] = [
  {file: 'categories.csv', schema: 'northwind_category', key: 'categoryID', links: {}, columns: {categoryID: 'code', categoryName: 'name', description: 'description'},
    doc: schema('Category', 'Categories', ['name'], {code: code('Code'), name: text('Name'), description: text('Description')}, ['code', 'name'])},
  {file: 'regions.csv', schema: 'northwind_region', key: 'regionID', links: {}, columns: {regionID: 'code', regionDescription: 'name'},
    doc: schema('Region', 'Regions', ['name'], {code: code('Code'), name: text('Name')}, ['code', 'name'])},
  {file: 'shippers.csv', schema: 'northwind_shipper', key: 'shipperID', links: {}, columns: {shipperID: 'code', companyName: 'name', phone: 'phone'},
    doc: schema('Shipper', 'Shippers', ['name'], {code: code('Code'), name: text('Name'), phone: text('Phone')}, ['code', 'name'])},
  {file: 'suppliers.csv', schema: 'northwind_supplier', key: 'supplierID', links: {}, columns: {supplierID: 'code', companyName: 'name', contactName: 'contact_name', contactTitle: 'contact_title', ...addressColumns, phone: 'phone', fax: 'fax', homePage: 'home_page'},
    doc: schema('Supplier', 'Suppliers', ['name'], {code: code('Code'), name: text('Name', indexed), contact_name: text('Contact'), contact_title: text('Contact title'), ...address, phone: text('Phone'), fax: text('Fax'), home_page: text('Home page')}, ['code', 'name'])},
  {file: 'customers.csv', schema: 'northwind_customer', key: 'customerID', links: {}, columns: {customerID: 'code', companyName: 'name', contactName: 'contact_name', contactTitle: 'contact_title', ...addressColumns, phone: 'phone', fax: 'fax'},
    doc: schema('Customer', 'Customers', ['name'], {code: code('Code'), name: text('Name', indexed), contact_name: text('Contact'), contact_title: text('Contact title'), ...address, phone: text('Phone'), fax: text('Fax')}, ['code', 'name'])},
  {file: 'territories.csv', schema: 'northwind_territory', key: 'territoryID', links: {region_id: 'northwind_region'}, columns: {territoryID: 'code', territoryDescription: 'name', regionID: 'region_id'},
    doc: schema('Territory', 'Territories', ['name'], {code: code('Code'), name: text('Name'), region_id: link('Region', 'northwind_region')}, ['code', 'name'])},
  {file: 'employees.csv', schema: 'northwind_employee', key: 'employeeID', links: {manager_id: 'northwind_employee'},
    columns: {employeeID: 'code', firstName: 'first_name', lastName: 'last_name', title: 'title', titleOfCourtesy: 'courtesy', birthDate: 'born_on', hireDate: 'hired_on', ...addressColumns, homePhone: 'phone', extension: 'extension', notes: 'notes', reportsTo: 'manager_id'},
    doc: schema('Employee', 'Employees', ['first_name', 'last_name'], {code: code('Code'), first_name: text('First name'), last_name: text('Last name', indexed), title: text('Title'), courtesy: text('Courtesy'), born_on: date('Born'), hired_on: date('Hired'), ...address, phone: text('Phone'), extension: text('Extension'), notes: text('Notes', {'x-widget': 'textarea'}), manager_id: link('Reports to', 'northwind_employee')}, ['code', 'last_name'])},
  {file: 'employee_territories.csv', schema: 'northwind_employee_territory', key: '', links: {employee_id: 'northwind_employee', territory_id: 'northwind_territory'}, columns: {employeeID: 'employee_id', territoryID: 'territory_id'},
    doc: schema('Employee territory', 'Employee territories', [], {employee_id: link('Employee', 'northwind_employee'), territory_id: link('Territory', 'northwind_territory')}, ['employee_id', 'territory_id'])},
  {file: 'products.csv', schema: 'northwind_product', key: 'productID', links: {supplier_id: 'northwind_supplier', category_id: 'northwind_category'},
    columns: {productID: 'code', productName: 'name', supplierID: 'supplier_id', categoryID: 'category_id', quantityPerUnit: 'quantity_per_unit', unitPrice: 'unit_price', unitsInStock: 'in_stock', unitsOnOrder: 'on_order', reorderLevel: 'reorder_level', discontinued: 'discontinued'},
    doc: schema('Product', 'Products', ['name'], {code: code('Code'), name: text('Name', indexed), supplier_id: link('Supplier', 'northwind_supplier'), category_id: link('Category', 'northwind_category'), quantity_per_unit: text('Quantity per unit'), unit_price: number('Unit price', {'x-currency': 'USD'}), in_stock: whole('In stock'), on_order: whole('On order'), reorder_level: whole('Reorder level'), discontinued: {type: 'boolean', title: 'Discontinued'}}, ['code', 'name'])},
  {file: 'orders.csv', schema: 'northwind_order', key: 'orderID', links: {customer_id: 'northwind_customer', employee_id: 'northwind_employee', shipper_id: 'northwind_shipper'},
    columns: {orderID: 'number', customerID: 'customer_id', employeeID: 'employee_id', orderDate: 'ordered_on', requiredDate: 'required_on', shippedDate: 'shipped_on', shipVia: 'shipper_id', freight: 'freight', shipName: 'ship_name', shipAddress: 'ship_address', shipCity: 'ship_city', shipRegion: 'ship_region', shipPostalCode: 'ship_postal_code', shipCountry: 'ship_country'},
    doc: schema('Order', 'Orders', ['number'], {number: code('Number'), customer_id: link('Customer', 'northwind_customer'), employee_id: link('Employee', 'northwind_employee'), ordered_on: {...date('Ordered'), ...indexed}, required_on: date('Required'), shipped_on: date('Shipped'), shipper_id: link('Ship via', 'northwind_shipper'), freight: number('Freight', {'x-currency': 'USD'}), ship_name: text('Ship name'), ship_address: text('Ship address'), ship_city: text('Ship city'), ship_region: text('Ship region'), ship_postal_code: text('Ship postal code'), ship_country: text('Ship country')}, ['number', 'customer_id'])},
  {file: 'order_details.csv', schema: 'northwind_order_line', key: '', links: {order_id: 'northwind_order', product_id: 'northwind_product'}, columns: {orderID: 'order_id', productID: 'product_id', unitPrice: 'unit_price', quantity: 'quantity', discount: 'discount'},
    doc: schema('Order line', 'Order lines', [], {order_id: link('Order', 'northwind_order'), product_id: link('Product', 'northwind_product'), unit_price: number('Unit price', {'x-currency': 'USD'}), quantity: whole('Quantity'), discount: number('Discount')}, ['order_id', 'product_id', 'quantity'])},
]
