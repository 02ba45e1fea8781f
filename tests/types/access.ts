/** An access is made by `createAccess`, and by nothing else. */
import type {Access} from '../../server/access/index.ts'
import {access, entry} from './given.ts'

const takes = (_one: Access): void => {}

takes(access)
// @ts-expect-error a schema entry is none
takes(entry)
// @ts-expect-error nor is one with the same members
takes({...access})
// @ts-expect-error nor a copy that hides less
takes({...access, hidden: new Set<string>()})
// @ts-expect-error and none is changed
access.rows = undefined
