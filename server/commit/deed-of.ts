/** `deedOf`: what a change that was written did. */
import type {Change, Deed} from './change.ts'

const deeds: Readonly<Record<Change['op'], Deed>> = {
  create: 'created', replace: 'updated', merge: 'updated', 'json-patch': 'updated', 'put-back': 'updated', archive: 'archived', restore: 'restored', purge: 'taken-away', remove: 'taken-away',
}

export const deedOf = (op: Change['op']): Deed => deeds[op]
