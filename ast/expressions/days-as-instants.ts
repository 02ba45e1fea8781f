/** Reads the days that a filter compares instants with: as somebody's own days, from midnight to midnight. */
import type {Filter} from '../filter.ts'
import {dayInterval, type DayInterval} from './day-interval.ts'

type Comparison = Extract<Filter, {readonly op: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'}>

/** `isInstant`: whether a field holds times with an offset. Fields that hold days are compared as they stand: a day without a time never shifts. */
export function daysAsInstants(filter: Filter, isInstant: (field: string) => boolean, zone: string): Filter {
  const read = (one: Filter): Filter => {
    switch (one.op) {
      case 'and': case 'or': return {op: one.op, args: one.args.map(read)}
      case 'not': return {op: 'not', arg: read(one.arg)}
      case 'in': return isInstant(one.field) ? readList(one, zone) : one
      case 'eq': case 'ne': case 'lt': case 'le': case 'gt': case 'ge': {
        const day = isInstant(one.field) && typeof one.value === 'string' ? dayInterval(one.value, zone) : undefined
        return day ? comparisons[one.op](one.field, day) : one
      }
      default: return one
    }
  }
  return read(filter)
}

const within = (field: string, {from, before}: DayInterval): Filter => ({op: 'and', args: [{op: 'ge', field, value: from}, {op: 'lt', field, value: before}]})

const comparisons: Readonly<Record<Comparison['op'], (field: string, day: DayInterval) => Filter>> = {
  eq: within,
  ne: (field, day) => ({op: 'not', arg: within(field, day)}),
  lt: (field, {from}) => ({op: 'lt', field, value: from}),
  le: (field, {before}) => ({op: 'lt', field, value: before}),
  gt: (field, {before}) => ({op: 'ge', field, value: before}),
  ge: (field, {from}) => ({op: 'ge', field, value: from}),
}

function readList({field, values}: Extract<Filter, {readonly op: 'in'}>, zone: string): Filter {
  const days = values.map(value => (typeof value === 'string' ? dayInterval(value, zone) : undefined))
  if (days.every(day => day === undefined)) return {op: 'in', field, values}
  return {op: 'or', args: [{op: 'in', field, values: values.filter((_, index) => !days[index])}, ...days.flatMap(day => (day ? [within(field, day)] : []))]}
}
