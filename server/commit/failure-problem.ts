/** `failureProblem`: what the store refused, in words for the person who asked. */
import {mayUse} from '../access/index.ts'
import type {Actor} from '../actor.ts'
import type {Catalog} from '../catalog/index.ts'
import {Conflict, InvalidInput, NotFound, Stale, type Problem} from '../errors.ts'
import type {CommitFailure} from '../store/index.ts'

type Failure<K extends CommitFailure['kind']> = Extract<CommitFailure, {readonly kind: K}>
type Handlers = {readonly [K in CommitFailure['kind']]: (failure: Failure<K>, actor: Actor, catalog: Catalog, holder?: string) => Problem}

/** `holder`: names the record that has a value already, where the actor may know it. */
export function failureProblem(failure: CommitFailure, actor: Actor, catalog: Catalog, holder?: string): Problem {
  return (handlers[failure.kind] as (failure: CommitFailure, actor: Actor, catalog: Catalog, holder?: string) => Problem)(failure, actor, catalog, holder)
}

export const notFound = (schema: string, id: string): NotFound => new NotFound({detail: `${schema} ${id.slice(0, 80)}: there is no such record, or you may not see it`})

const handlers: Handlers = {
  stale: ({schema, id, expected, actual}) => new Stale({
    detail: `${schema} ${id}: expected revision ${expected}, now it is ${actual}; read it again and redo the change`, more: {rev: actual},
  }),
  missing: ({schema, id}) => notFound(schema, id),
  exists: ({schema, id}) => new Conflict({detail: `${schema} ${id}: a record with this id is there already`}, 'exists'),
  'wrong-state': ({schema, id, state}) => wrongState(schema, id, state),
  'link-broken': ({schema, id, pointer, target, targetId}) => {
    const message = `expected the id of a live ${target}, got ${JSON.stringify(targetId.slice(0, 80))}, which is not there or archived`
    return new Conflict({detail: `${schema} ${id}, ${pointer}: ${message}`, errors: [{pointer, message}]}, 'relational-link-broken', 'Relational link broken')
  },
  'still-linked': ({schema, id, by}, actor, catalog) => {
    const seen = by.filter(one => {
      const entry = catalog.find(one.schema)
      return entry !== undefined && mayUse(actor, 'read', entry) && !entry.secrets.has(one.property)
    })
    const who = seen.map(one => `${one.count} ${one.schema} by ${one.property}`).join(', ') || 'other records'
    return new Conflict({
      detail: `${schema} ${id}: still linked to by ${who}; change or purge those first, or archive this record instead`,
      errors: seen.map(one => ({pointer: '', message: `${one.count} ${one.schema} link here by ${one.property}`})),
    }, 'still-linked', 'Still linked to')
  },
  'not-unique': ({schema, pointer}, _actor, _catalog, holder = 'another record') => {
    const message = `${holder} has this value already; choose another`
    return new Conflict({detail: `schema ${schema}, ${pointer}: ${message}`, errors: [{pointer, message}]}, 'not-unique', 'Already taken')
  },
  'key-reused': () => new InvalidInput({
    detail: 'This Idempotency-Key was used for another request within 24 hours; use a new key for a new request', errors: [{pointer: '', message: 'Idempotency-Key was used for another request'}],
  }, 'idempotency-key-reused', 422),
}

export function wrongState(schema: string, id: string, state: 'live' | 'archived'): Conflict {
  const hint = state === 'archived' ? 'is archived; restore it first' : 'is not archived; there is nothing to restore'
  return new Conflict({detail: `${schema} ${id}: ${hint}`}, state === 'archived' ? 'archived' : 'not-archived')
}
