/** The script of every page: takes over what the server wrote, and joins links, actions and the live line to it. */
import type {PageState} from './page.ts'
import {pageTitle} from './page-title.ts'
import {createLoader} from './browser/create-loader.ts'
import {createNotices} from './browser/notices.ts'
import {createPage} from './browser/create-page.ts'
import {followLinks} from './browser/follow-links.ts'
import {followLive} from './browser/follow-live.ts'
import {keepFocus} from './browser/keep-focus.ts'
import {browserZone, rememberZone} from './browser/remember-zone.ts'
import {runActions} from './browser/run-actions.ts'

const root = document.getElementById('page')
const state = document.getElementById('page-state')
if (!root || !state) throw new Error('this document is no page: expected elements with the ids "page" and "page-state"')

keepFocus(document)
const first = JSON.parse(state.textContent) as PageState
// Nothing that goes from the page later, as what is purged does, stays in the document.
state.remove()
const page = createPage(root, first)
const notices = createNotices()
const loader = createLoader(page, notices)
followLinks(loader)
runActions(page, loader, notices)
followLive(page, loader, notices)
// Written before the server knew whose days are meant, unless it guessed right.
if (rememberZone() && first.context.timeZone !== browserZone()) loader.refresh()

void page.ready.then(() => document.dispatchEvent(new Event('ui-started')))
page.onChange(now => {
  document.title = pageTitle(now)
})
