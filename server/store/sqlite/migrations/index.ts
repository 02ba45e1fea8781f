/** All migrations, oldest first. A new one goes to the end, with the next number; what a new file is laid out as stands in `layout.ts`. */
import {foldSearch} from './fold-search.ts'
import {forgetPurgedText} from './forget-purged-text.ts'
import {keepInstants} from './keep-instants.ts'
import {keepOrigins} from './keep-origins.ts'
import {keepRefusals} from './keep-refusals.ts'
import {keepTextKeys} from './keep-text-keys.ts'
import type {Migration} from './migration.ts'

export const migrations: readonly Migration[] = [forgetPurgedText, keepInstants, foldSearch, keepTextKeys, keepRefusals, keepOrigins]

/** The layout of a new file. */
export const layoutVersion = migrations.at(-1)!.to
