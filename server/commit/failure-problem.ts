/** `failureProblem`: what the store refused, in words for the person who asked. */
import {reason, refusal} from '../../schemas/index.ts'
import type {Access} from '../access/index.ts'
import {problem, type Problem} from '../errors.ts'
import type {CommitFailure} from '../store/index.ts'
import type {Holder} from './name-holder.ts'
import type {LinkCount} from './seen-links.ts'

/** What may be told of other records. */
export interface Others {
  /** The record that has a value already. */
  readonly holder?: Holder | undefined
  /** The records that link to this one. */
  readonly links: readonly LinkCount[]
}

type Failure<K extends CommitFailure['kind']> = Extract<CommitFailure, {readonly kind: K}>
type Handlers = {readonly [K in CommitFailure['kind']]: (failure: Failure<K>, access: Access | undefined, others: Others) => Problem}

/** `access`: to the records of the failure's schema. */
export function failureProblem(failure: CommitFailure, access: Access | undefined, others: Others): Problem {
  return (handlers[failure.kind] as (failure: CommitFailure, access: Access | undefined, others: Others) => Problem)(failure, access, others)
}

export const notFound = (schema: string, id: string): Problem => problem('not-found', {why: reason('no-such-record', {schema, id: id.slice(0, 80)})})

const handlers: Handlers = {
  stale: ({schema, id, expected, actual}) => problem('stale-revision', {schema, id, expected: [expected], rev: actual}, {more: {rev: actual}}),
  missing: ({schema, id}) => notFound(schema, id),
  exists: ({schema, id}) => problem('exists', {schema, id}),
  'wrong-state': ({schema, id, state}) => wrongState(schema, id, state),
  'link-broken': ({schema, id, pointer, target, targetId}, access) => {
    const property = pointer.slice(1)
    if (access?.denied.has(property) === true) return linkBroken(schema, id, '', 'record', undefined)
    return linkBroken(schema, id, pointer, target, access?.hidden.has(property) === true ? undefined : targetId)
  },
  'still-linked': ({schema, id}, _access, {links}) => {
    const by = links.map(({count, schema: from, property}) => ({count, schema: from, property}))
    return problem('still-linked', {schema, id, by}, {errors: by.map(one => refusal('linked-by', '', one))})
  },
  'not-unique': ({schema, pointer: property}, access, {holder}) => {
    const pointer = access?.denied.has(property.slice(1)) === true ? '' : property
    return problem('not-unique', {schema, pointer}, {errors: [holder ? refusal('value-taken-by', pointer, {...holder}) : refusal('value-taken', pointer)]})
  },
  'key-reused': () => problem('idempotency-key-reused', {}, {errors: [refusal('key-used', '')]}),
}

export const wrongState = (schema: string, id: string, state: 'live' | 'archived'): Problem => problem(state === 'archived' ? 'archived' : 'not-archived', {schema, id})

/** `targetId`: undefined where it may not be told. */
export const linkBroken = (schema: string, id: string, pointer: string, target: string, targetId: string | undefined): Problem =>
  problem('relational-link-broken', {schema, id, pointer}, {errors: [refusal('broken-link', pointer, {target, got: targetId === undefined ? undefined : JSON.stringify(targetId.slice(0, 80))})]})
