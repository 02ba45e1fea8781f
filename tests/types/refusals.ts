/** What a refusal says of other records goes through accesses. */
import {failureProblem} from '../../server/commit/failure-problem.ts'
import {nameHolder} from '../../server/commit/name-holder.ts'
import {problemOf} from '../../server/commit/problem-of.ts'
import {seenLinks} from '../../server/commit/seen-links.ts'
import {access, accessOf, actor, entry, store} from './given.ts'

const failure = {kind: 'not-unique', schema: 'team', id: '1', pointer: '/code', other: '2'} as const
failureProblem(failure, access, {links: []})
// @ts-expect-error not by a schema entry
failureProblem(failure, entry, {links: []})
// @ts-expect-error who has a value
void nameHolder(store, entry, failure)
// @ts-expect-error who links here
void seenLinks(store, {find: () => entry}, actor, failure)
// @ts-expect-error what the store refused
void problemOf({store, catalog: {find: () => entry}}, failure, actor)
void problemOf({store, access: accessOf}, failure, actor)
