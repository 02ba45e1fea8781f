/**
 * The calls on screens, releases and snippets. Admins edit, publish, roll back and patch; managers read.
 *
 * | call | what |
 * |---|---|
 * | GET  /api/v1/screens `?state=live\|archived\|all` | `{items: [{id, path, title, nav?, params?, roles?, root_id, rev, draft, live, archived, paths}]}`: hashes of draft and live tree; `paths: {live, former}`: where it is live, and the paths it had earlier that lead on to there |
 * | GET  /api/v1/screens/:id `?at=draft\|live\|<release>` | `{screen, hash, nodes, archived}`, nodes in document order; default draft |
 * | POST /api/v1/screens/:id/steps `{base?, steps}` | edits the draft: `{hash, steps, seq}`, steps as accepted |
 * | POST /api/v1/screens/:id/check | `{problems}`: all that would stop a publish, and warnings |
 * | POST /api/v1/screens/:id/restore `{path?}` | brings an archived screen back, at another path where its own is taken: the screen as in the list |
 * | GET  /api/v1/screens/:id/rolled-back | `{items}`: hot patches that were rolled back and still stand in its draft, with the steps that take them out |
 * | GET  /api/v1/releases `?limit` | `{items}`, newest first |
 * | POST /api/v1/releases `{screens?, note?}` | publishes: 201 and the release; 200 when nothing differs from what is live |
 * | GET  /api/v1/releases/:id | `{release, changes}`: what it changed against the one before, by steps per screen |
 * | POST /api/v1/releases/:id/rollback `{note?, takeBack?}` | 201 and the new release, with `drafts`: what of rolled back hot patches (still) stands in drafts |
 * | POST /api/v1/nodes/:id/patch `{steps, note?}` | hot patch of the live tree |
 * | GET  /api/v1/snippets | `{items}`: the manifests |
 */
import {Router, type Request} from 'express'
import {walkTree} from '../../ast/index.ts'
import type {Snippet} from '../../snippets/index.ts'
import type {Actor} from '../actor.ts'
import {InvalidInput} from '../errors.ts'
import {addRoutes, noBody, queryOf, sendJson, smallBody, wholeNumber, type BodyRule} from '../http/index.ts'
import {manifestOf} from '../snippets/index.ts'
import {requireReader} from './may-open.ts'
import {parseEmptyBody, parsePatchBody, parsePublishBody, parseRestoreBody, parseRollbackBody, parseStepsBody} from './screen-bodies.ts'
import type {ScreenEntry, Screens} from './screens.ts'

export interface ScreenRoutesDeps {
  readonly screens: Screens
  readonly snippets: ReadonlyMap<string, Snippet>
  /** Throws Unauthenticated. */
  readonly actorOf: (request: Request) => Actor
}

const asItem = ({screen, ...entry}: ScreenEntry): object => ({...screen, ...entry})

/** As much as a whole screen inserted at once. */
const stepsBody: BodyRule = {types: ['application/json'], maxBytes: 1024 * 1024, maxValues: 40_000, compressed: true}

const idOf = (request: Request): string => String(request.params['id'])

export function screenRoutes({screens, snippets, actorOf}: ScreenRoutesDeps): Router {
  const router = Router({caseSensitive: true, strict: true})

  addRoutes(router, {
    '/api/v1/screens': {
      async get(request, response) {
        const {state = 'live'} = queryOf(request, ['state'])
        if (state !== 'live' && state !== 'archived' && state !== 'all') throw new InvalidInput({detail: `state: expected live, archived or all, got "${state}".`, errors: [{pointer: '/state', message: 'expected live, archived or all'}]})
        const items = await screens.list(actorOf(request), state)
        sendJson(response, 200, {items: items.map(asItem)})
      },
    },
    '/api/v1/screens/:id': {
      async get(request, response) {
        const {at = 'draft'} = queryOf(request, ['at'])
        requireReader(actorOf(request))
        const {screen, tree, hash} = await screens.load(idOf(request), at)
        sendJson(response, 200, {screen, hash, nodes: walkTree(tree), archived: screens.isArchived(screen.id)})
      },
    },
    '/api/v1/screens/:id/steps': {
      post: {
        body: stepsBody,
        async handle(request, response) {
          const {base, steps} = parseStepsBody(request.body)
          sendJson(response, 200, await screens.edit(actorOf(request), idOf(request), base, steps))
        },
      },
    },
    '/api/v1/screens/:id/restore': {
      post: {
        body: smallBody,
        async handle(request, response) {
          const {path} = parseRestoreBody(request.body)
          sendJson(response, 200, asItem(await screens.restore(actorOf(request), idOf(request), path)))
        },
      },
    },
    '/api/v1/screens/:id/rolled-back': {
      async get(request, response) {
        queryOf(request, [])
        sendJson(response, 200, {items: await screens.rolledBack(actorOf(request), idOf(request))})
      },
    },
    '/api/v1/screens/:id/check': {
      post: {
        body: noBody,
        async handle(request, response) {
          parseEmptyBody(request.body)
          sendJson(response, 200, {problems: await screens.check(actorOf(request), idOf(request))})
        },
      },
    },
    '/api/v1/releases': {
      async get(request, response) {
        const {limit} = queryOf(request, ['limit'])
        sendJson(response, 200, {items: await screens.releases(actorOf(request), wholeNumber('limit', limit, 1, 200) ?? 50)})
      },
      post: {
        body: smallBody,
        async handle(request, response) {
          const before = screens.live()?.id
          const release = await screens.publish(actorOf(request), parsePublishBody(request.body))
          if (release.id === before) sendJson(response, 200, release)
          else sendJson(response, 201, release, {Location: `/api/v1/releases/${release.id}`})
        },
      },
    },
    '/api/v1/releases/:id': {
      async get(request, response) {
        queryOf(request, [])
        sendJson(response, 200, await screens.release(actorOf(request), idOf(request)))
      },
    },
    '/api/v1/releases/:id/rollback': {
      post: {
        body: smallBody,
        async handle(request, response) {
          const {release, drafts} = await screens.rollback(actorOf(request), idOf(request), parseRollbackBody(request.body))
          sendJson(response, 201, {...release, drafts}, {Location: `/api/v1/releases/${release.id}`})
        },
      },
    },
    '/api/v1/nodes/:id/patch': {
      post: {
        body: stepsBody,
        async handle(request, response) {
          const {steps, note} = parsePatchBody(request.body)
          sendJson(response, 200, await screens.patchNode(actorOf(request), idOf(request), steps, note))
        },
      },
    },
    '/api/v1/snippets': {
      get(request, response) {
        queryOf(request, [])
        requireReader(actorOf(request))
        sendJson(response, 200, {items: [...snippets.values()].map(manifestOf)})
      },
    },
  })
  return router
}
