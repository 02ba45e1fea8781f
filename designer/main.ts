/** Starts the designer on the page that the server wrote for it. Joins the parts; no logic. */
import {v7} from 'uuid'
import {createTroubles, keepFocus, loadSnippet} from '../runtime/client.ts'
import {createApi} from './api/api.ts'
import {createFeed} from './api/create-feed.ts'
import {createAsk} from './api/request.ts'
import {followAddress, readAddress} from './shell/address.ts'
import {defineParts} from './shell/define-parts.ts'
import type {DesignerPart} from './shell/designer-part.ts'
import {guardUnload} from './shell/guard-unload.ts'
import {readConfig} from './shell/read-config.ts'
import {claimTab, createKeptEdits} from './shell/kept-edits-store.ts'
import {listenToKeys} from './shell/shortcuts.ts'
import {keepTyped} from './shell/typing.ts'
import {createEditor} from './state/create-editor.ts'

const {scripts, role, user} = readConfig(document)
const locks = navigator.locks as LockManager | undefined
const troubles = createTroubles()
const api = createApi(createAsk({user, troubles}))
const live = createFeed({user, troubles, reach: api.reach})
const editor = createEditor({api, live, newId: v7, now: () => Date.now(), loadSnippet, mayEdit: role === 'admin', keepTyped, keptEdits: createKeptEdits(user, localStorage, locks, await claimTab(sessionStorage, locks, v7))})
const asked = readAddress(location)

defineParts()
document.querySelector('#designer')?.replaceChildren(Object.assign(document.createElement('designer-shell') as DesignerPart, {editor, api, scripts}))
document.dispatchEvent(new Event('ui-started'))
listenToKeys(editor)
keepFocus(document)
guardUnload(editor)
await editor.start(asked.screenId)
if (asked.node !== null) editor.select(asked.node)
if (asked.panel !== null) editor.show(asked.panel)
followAddress(editor)
