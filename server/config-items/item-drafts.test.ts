import {afterAll, beforeAll, expect, test} from 'vitest'
import {actors, openTestTenant, type TestTenant} from '../../tests/open-test-tenant.ts'
import type {Store} from '../store/index.ts'
import {createItemDrafts} from './item-drafts.ts'

let tenant: TestTenant

beforeAll(async () => {
  tenant = await openTestTenant()
})
afterAll(() => tenant.drop())

/** Drafts that do not see, when they first look, what somebody else has just made. */
function lateDrafts(): ReturnType<typeof createItemDrafts> {
  let looked = false
  const findBy: Store['findBy'] = (...asked) => {
    const isFirst = !looked
    looked = true
    return isFirst ? Promise.resolve(undefined) : tenant.store.findBy(...asked)
  }
  return createItemDrafts({...tenant.store, findBy}, tenant.commit)
}

test('of two who make a draft at once, the later one is judged by what the first one made', async () => {
  const name = {kind: 'theme', key: 'met'}
  await createItemDrafts(tenant.store, tenant.commit).writeDraft(actors.admin, name, {accent: 'teal'}, {})
  await expect(lateDrafts().writeDraft(actors.admin, name, {accent: 'plum'}, {ifNotRev: 'any'})).rejects.toMatchObject({status: 412})
  expect(await lateDrafts().writeDraft(actors.admin, name, {accent: 'plum'}, {})).toMatchObject({created: false, draft: {rev: 2, document: {accent: 'plum'}}})
})

test('a draft of nothing is written as if it were not there, but not when somebody has written to it since', async () => {
  const drafts = createItemDrafts(tenant.store, tenant.commit)
  const name = {kind: 'theme', key: 'free'}
  await drafts.writeDraft(actors.admin, name, {accent: 'teal'}, {})
  const {draft} = await drafts.writeDraft(actors.admin, name, undefined, {})
  await expect(drafts.writeDraft(actors.admin, name, {accent: 'plum'}, {ifNotRev: 'any'})).rejects.toMatchObject({status: 412})
  await drafts.writeDraft(actors.manager, name, {accent: 'teal'}, {ifNotRev: 'any', freeAt: draft.rev})
  await expect(drafts.writeDraft(actors.admin, name, {accent: 'plum'}, {ifNotRev: 'any', freeAt: draft.rev})).rejects.toMatchObject({status: 412})
  expect(await drafts.findDraft(name)).toMatchObject({document: {accent: 'teal'}, rev: draft.rev + 1})
  const [event] = await tenant.store.events(tenant.store.seq() - 1, 1)
  expect(event).toMatchObject({schema: 'config_draft', by: actors.manager.id})
})
