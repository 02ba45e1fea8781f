/** The calls on screens, releases and snippets: admins edit, publish, roll back and patch; managers read. Each is described in `schemas/wire/screen.ts` and `release.ts`. */
import {Router} from 'express'
import {parseSteps, walkTree, type Step} from '../../ast/index.ts'
import {reasonIn, refusalOf, releaseOperations, screenOperations} from '../../schemas/index.ts'
import type {Snippet} from '../../snippets/index.ts'
import {problem} from '../errors.ts'
import {addRoutes, routesOf, sendJson} from '../http/index.ts'
import {manifestOf} from '../snippets/index.ts'
import {briefly} from './release-info.ts'
import type {ScreenEntry, Screens} from './screens.ts'

export interface ScreenRoutesDeps {
  readonly screens: Screens
  readonly snippets: ReadonlyMap<string, Snippet>
}

export function screenRoutes({screens, snippets}: ScreenRoutesDeps): Router {
  const router = Router({caseSensitive: true, strict: true})
  addRoutes(router, [
    ...routesOf(screenOperations, {
      async listScreens({actor, query: {state}, response}) {
        sendJson(response, 200, {items: (await screens.list(actor, state)).map(asItem)})
      },
      async getScreen({params: {id}, query: {at}, response}) {
        const {screen, tree, hash} = await screens.load(id, at)
        sendJson(response, 200, {screen, hash, nodes: walkTree(tree), archived: screens.isArchived(screen.id)})
      },
      async editScreen({actor, params: {id}, body: {base, steps}, response}) {
        sendJson(response, 200, await screens.edit(actor, id, base, stepsOf(steps)))
      },
      async checkScreen({actor, params: {id}, response}) {
        sendJson(response, 200, {problems: await screens.check(actor, id)})
      },
      async restoreScreen({actor, params: {id}, body: {path}, response}) {
        sendJson(response, 200, asItem(await screens.restore(actor, id, path)))
      },
      async listRolledBack({actor, params: {id}, response}) {
        sendJson(response, 200, {items: await screens.rolledBack(actor, id)})
      },
      listSnippets({response}) {
        sendJson(response, 200, {items: [...snippets.values()].map(manifestOf)})
      },
    }),
    ...routesOf(releaseOperations, {
      async listReleases({actor, query: {limit}, response}) {
        sendJson(response, 200, {items: (await screens.releases(actor, limit)).map(briefly)})
      },
      async publish({actor, body: {screens: chosen, items, note, rolledBack}, response}) {
        const before = screens.live()?.id
        const release = await screens.publish(actor, {
          ...(chosen && {screens: chosen}), ...(items && {items}), ...(note !== undefined && {note}), ...(rolledBack && {rolledBack}),
        })
        if (release.id === before) sendJson(response, 200, release)
        else sendJson(response, 201, release, {Location: `/api/v1/releases/${release.id}`})
      },
      async getRelease({actor, params: {id}, response}) {
        sendJson(response, 200, await screens.release(actor, id))
      },
      async rollback({actor, params: {id}, body: {note, takeBack = false}, response}) {
        const {release, drafts} = await screens.rollback(actor, id, {...(note !== undefined && {note}), takeBack})
        sendJson(response, 201, {...release, drafts}, {Location: `/api/v1/releases/${release.id}`})
      },
      async patchNode({actor, params: {id}, body: {steps, note = ''}, response}) {
        sendJson(response, 200, await screens.patchNode(actor, id, stepsOf(steps), note))
      },
    }),
  ])
  return router
}

const asItem = ({screen, ...entry}: ScreenEntry): object => ({...screen, ...entry})

/** What each kind of step needs beyond its form on the wire. Throws `invalid-input` at the place in it. */
function stepsOf(steps: unknown): readonly Step[] {
  const parsed = parseSteps(steps)
  if (parsed.ok) return parsed.steps
  throw problem('invalid-input', {body: 1}, {errors: [refusalOf(`/steps${parsed.reason.pointer ?? ''}`, reasonIn(parsed.reason))]})
}
