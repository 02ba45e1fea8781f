/** The calls on config items, described in `schemas/wire/config.ts`. */
import {Router, type Request, type Response} from 'express'
import {configOperations, reason, type WireConfigDraft, type WireConfigEntry} from '../../schemas/index.ts'
import type {Actor} from '../actor.ts'
import {problem} from '../errors.ts'
import {addRoutes, holdsAlready, preconditionOf, routesOf, sendJson, tagOf} from '../http/index.ts'
import type {ItemDraft} from './config-items.ts'
import {nameOfItem, type ItemName} from './item-name.ts'
import {createRuntimeConfig, type RuntimeConfigDeps} from './runtime-config.ts'

interface WriteCall {readonly actor: Actor; readonly params: ItemName; readonly request: Request; readonly response: Response}

export function configRoutes(deps: RuntimeConfigDeps): Router {
  const {config, live} = deps
  const runtimeConfig = createRuntimeConfig(deps)
  const router = Router({caseSensitive: true, strict: true})
  addRoutes(router, routesOf(configOperations, {
    async listConfig({actor, response}) {
      const kinds = [...config.kinds.values()].filter(({name}) => config.mayEdit(actor, name))
      const items = (await config.drafts()).filter(({kind}) => config.mayEdit(actor, kind)).map(entryOf)
      sendJson(response, 200, {kinds: kinds.map(({name, title, schema}) => ({kind: name, title, schema})), items})
    },
    async getConfigDraft({actor, params, request, response}) {
      config.kindFor(actor, params)
      const draft = await draftOf(params)
      // What a draft says that says nothing of its own comes and goes with releases, not with its revision.
      sendTagged(request, response, tagOf(draft.rev), await shown(draft), draft.document !== undefined)
    },
    async putConfigDraft({actor, params, body: {document}, request, response}) {
      await write({actor, params, request, response}, document)
    },
    async discardConfigDraft({actor, params, request, response}) {
      await write({actor, params, request, response}, undefined)
    },
    async validateConfig({actor, params, body, response}) {
      config.kindFor(actor, params)
      const document = body.document ?? (await shown(await draftOf(params))).document
      sendJson(response, 200, {problems: document ? config.check(params, document).errors : []})
    },
    async getRuntimeConfig({actor, request, response}) {
      const {tag, answer} = await runtimeConfig(actor)
      response.setHeader('Cache-Control', 'private, no-cache')
      response.vary('Authorization, Cookie')
      sendTagged(request, response, tag, answer, true)
    },
  }))
  return router

  async function write({actor, params, request, response}: WriteCall, document: ItemDraft['document']): Promise<void> {
    config.kindFor(actor, params)
    const before = await config.findDraft(params)
    const isFree = before !== undefined && (await shown(before)).document === null
    const condition = {...preconditionOf(request), ...(isFree && {freeAt: before.rev})}
    const {draft, created} = await config.writeDraft(actor, params, document, condition)
    response.setHeader('ETag', tagOf(draft.rev))
    sendJson(response, created ? 201 : 200, await shown(draft))
  }

  async function draftOf(name: ItemName): Promise<ItemDraft> {
    const draft = await config.findDraft(name)
    if (draft) return draft
    throw problem('not-found', {why: reason('no-config-item', {item: nameOfItem(name)})})
  }

  function entryOf({item, kind, key, rev, hash}: ItemDraft): WireConfigEntry {
    const now = live()?.items[item] ?? null
    return {kind, key, rev, draft: hash === undefined ? now : hash, live: now}
  }

  async function shown(draft: ItemDraft): Promise<WireConfigDraft> {
    const entry = entryOf(draft)
    const document = draft.document !== undefined ? draft.document : entry.live === null ? null : await config.find(entry.live) ?? null
    return {...entry, document}
  }
}

function sendTagged(request: Request, response: Response, tag: string, body: object, isOfTag: boolean): void {
  response.setHeader('ETag', tag)
  if (isOfTag && holdsAlready(request, tag)) {
    response.statusCode = 304
    response.end()
    return
  }
  sendJson(response, 200, body)
}
