/** `failureProblem`: what the store refused, in words for the person who asked. */
import type {Access} from '../access/index.ts'
import {Conflict, InvalidInput, NotFound, Stale, type Problem} from '../errors.ts'
import type {CommitFailure} from '../store/index.ts'
import type {LinkCount} from './seen-links.ts'

/** What may be told of other records. */
export interface Others {
  /** Names the record that has a value already. */
  readonly holder?: string | undefined
  /** The records that link to this one. */
  readonly links: readonly LinkCount[]
}

type Failure<K extends CommitFailure['kind']> = Extract<CommitFailure, {readonly kind: K}>
type Handlers = {readonly [K in CommitFailure['kind']]: (failure: Failure<K>, access: Access | undefined, others: Others) => Problem}

/** `access`: to the records of the failure's schema. */
export function failureProblem(failure: CommitFailure, access: Access | undefined, others: Others): Problem {
  return (handlers[failure.kind] as (failure: CommitFailure, access: Access | undefined, others: Others) => Problem)(failure, access, others)
}

export const notFound = (schema: string, id: string): NotFound => new NotFound({detail: `${schema} ${id.slice(0, 80)}: there is no such record, or you may not see it`})

const handlers: Handlers = {
  stale: ({schema, id, expected, actual}) => new Stale({
    detail: `${schema} ${id}: expected revision ${expected}, now it is ${actual}; read it again and redo the change`, more: {rev: actual},
  }),
  missing: ({schema, id}) => notFound(schema, id),
  exists: ({schema, id}) => new Conflict({detail: `${schema} ${id}: a record with this id is there already`}, 'exists'),
  'wrong-state': ({schema, id, state}) => wrongState(schema, id, state),
  'link-broken': ({schema, id, pointer, target, targetId}, access) => {
    const property = pointer.slice(1)
    if (access?.denied.has(property) === true) return linkBroken(schema, id, '', 'record', undefined)
    return linkBroken(schema, id, pointer, target, access?.hidden.has(property) === true ? undefined : targetId)
  },
  'still-linked': ({schema, id}, _access, {links}) => {
    const who = links.map(one => `${one.count} ${one.schema} by ${one.property}`).join(', ') || 'other records'
    return new Conflict({
      detail: `${schema} ${id}: still linked to by ${who}; change or purge those first, or archive this record instead`,
      errors: links.map(one => ({pointer: '', message: `${one.count} ${one.schema} link here by ${one.property}`})),
    }, 'still-linked', 'Still linked to')
  },
  'not-unique': ({schema, pointer: property}, access, {holder = 'another record'}) => {
    const pointer = access?.denied.has(property.slice(1)) === true ? '' : property
    const message = `${holder} has this value already; choose another`
    return new Conflict({detail: `schema ${schema}, ${pointer || 'a property'}: ${message}`, errors: [{pointer, message}]}, 'not-unique', 'Already taken')
  },
  'key-reused': () => new InvalidInput({
    detail: 'This Idempotency-Key was used for another request within 24 hours; use a new key for a new request', errors: [{pointer: '', message: 'Idempotency-Key was used for another request'}],
  }, 'idempotency-key-reused', 422),
}

export function wrongState(schema: string, id: string, state: 'live' | 'archived'): Conflict {
  const hint = state === 'archived' ? 'is archived; restore it first' : 'is not archived; there is nothing to restore'
  return new Conflict({detail: `${schema} ${id}: ${hint}`}, state === 'archived' ? 'archived' : 'not-archived')
}

/** `targetId`: undefined where it may not be told. */
export function linkBroken(schema: string, id: string, pointer: string, target: string, targetId: string | undefined): Conflict {
  const message = `expected the id of a live ${target}, got ${targetId === undefined ? 'one' : JSON.stringify(targetId.slice(0, 80))}, which is not there or archived`
  return new Conflict({detail: `${schema} ${id}, ${pointer || 'a property'}: ${message}`, errors: [{pointer, message}]}, 'relational-link-broken', 'Relational link broken')
}
