/** Reads one Northwind file as records' data: `NULL` is absent, dates lose their midnight, numbers are numbers; links still hold the file's keys. */
import {readFile} from 'node:fs/promises'
import {join} from 'node:path'
import {parse} from 'csv-parse/sync'
import type {Json, PropertySchema} from '../../../schemas/index.ts'
import type {NorthwindTable} from './northwind-tables.ts'

export interface NorthwindRow {readonly key: string; readonly data: {readonly [property: string]: Json}}

export async function readNorthwind(folder: string, table: NorthwindTable): Promise<readonly NorthwindRow[]> {
  const rows: Record<string, string>[] = parse(await readFile(join(folder, table.file), 'utf8'), {columns: true, bom: true, skip_empty_lines: true})
  return rows.map((row, index) => {
    const data: {[property: string]: Json} = {}
    for (const [column, property] of Object.entries(table.columns)) {
      const cell = row[column]
      if (cell === undefined) throw new Error(`${table.file}, row ${index + 2}: expected a column "${column}", got ${Object.keys(row).join(', ')}`)
      if (cell !== 'NULL' && cell !== '') data[property] = valueOf(cell, table.doc.properties[property]!)
    }
    return {key: row[table.key] ?? '', data}
  })
}

function valueOf(cell: string, schema: PropertySchema): Json {
  if (schema.type === 'number' || schema.type === 'integer') return Number(cell)
  if (schema.type === 'boolean') return cell === '1'
  if (schema.format === 'date') return cell.slice(0, 10)
  return cell
}
