/** `keepTextKeys`: texts are sorted by one alphabet, whatever their case, their marks and their script. */
import type {Migration} from './migration.ts'
import {reshapeTables} from './reshape-tables.ts'

/** In portions: the tables' columns and indexes are made anew, and rows are rewritten whose texts SQLite cannot fold by itself. */
export const keepTextKeys: Migration = {to: 5, title: 'texts are sorted by one alphabet', run: reshapeTables}
