/** What a person chooses for themselves: a plain form that needs no script, and no right to write users. */
import type {Request} from 'express'
import {preferenceOperations} from '../../schemas/index.ts'
import {acceptedLanguage} from '../accepted-language.ts'
import {type Actor, onBehalfOf} from '../actor.ts'
import {requirePerson} from '../another-person.ts'
import type {Assets} from '../assets/index.ts'
import type {Commit} from '../commit/index.ts'
import type {Config} from '../config.ts'
import {knownLanguage} from '../known-language.ts'
import {knownZone} from '../known-zone.ts'
import {isOurs} from '../same-origin.ts'
import {browserZone, viewerOf} from '../viewer-of.ts'
import {routesOf, type Call, type Route} from './operation.ts'
import {formOf, goTo} from './plain-form.ts'
import {type PreferencesView, sendPreferencesPage} from './preferences-page.ts'
import {relativeNext} from './relative-next.ts'

export interface PreferencesDeps {
  readonly commit: Commit
  readonly config: Pick<Config, 'publicUrl'>
  readonly assets: Assets
}

export function preferencesRoutes({commit, assets, config}: PreferencesDeps): readonly Route[] {
  return routesOf(preferenceOperations, {showPreferences: show, savePreferences: save})

  function show({actor, query, request, response}: Call<typeof preferenceOperations['showPreferences']>): void {
    if (!actor) return goTo(response, `/login?next=${encodeURIComponent(request.originalUrl)}`)
    const {language = '', timeZone = ''} = actor
    sendPreferencesPage(response, assets, 200, {...viewOf(request, actor), next: query.next === undefined ? cameFrom(request, config.publicUrl) : relativeNext(query.next), language, timeZone, saved: query.saved !== undefined, errors: {}})
  }

  async function save({actor, body, request, response}: Call<typeof preferenceOperations['savePreferences']>): Promise<void> {
    const {user = '', next, language = '', time_zone: timeZone = ''} = formOf(body)
    if (user !== '') requirePerson(user, actor)
    const errors = {
      language: language === '' || knownLanguage(language) !== undefined ? undefined : `Dates and numbers cannot be written in “${language.slice(0, 60)}”. Choose a language from the list.`,
      timeZone: timeZone === '' || knownZone(timeZone) !== undefined ? undefined : `There is no time zone “${timeZone.slice(0, 60)}”. Choose one from the list.`,
    }
    if (errors.language ?? errors.timeZone) {
      return sendPreferencesPage(response, assets, 400, {
        ...viewOf(request, actor), next: relativeNext(next), saved: false, errors,
        language: errors.language ? actor.language ?? '' : language, timeZone: errors.timeZone ? actor.timeZone ?? '' : timeZone,
      })
    }
    await commit(onBehalfOf(actor), {changes: [{op: 'merge', schema: 'user', id: actor.id, patch: {language: language || null, time_zone: timeZone || null}}]})
    goTo(response, `/preferences?${new URLSearchParams({saved: '', next: relativeNext(next)})}`)
  }
}

/** The page of ours with the link to here. */
function cameFrom({headers: {referer = '', host}}: Request, publicUrl: URL | undefined): string {
  const from = URL.canParse(referer) ? new URL(referer) : undefined
  return from && isOurs(from, host, publicUrl) && from.pathname !== '/preferences' ? relativeNext(from.pathname + from.search) : '/app'
}

function viewOf({headers}: Request, actor: Actor): Pick<PreferencesView, 'user' | 'browser' | 'shown' | 'now'> {
  const {language = 'en', timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone} = viewerOf(actor, headers)
  return {user: actor.id, browser: {language: acceptedLanguage(headers['accept-language'] ?? ''), timeZone: browserZone(headers)}, shown: {language, timeZone}, now: Date.now()}
}
