/** The only script that stands in a page itself: `guardScripts`, by its text. The content policy names its hash, so that no other can. */
import {createHash} from 'node:crypto'
import {guardScripts} from '../browser/guard-scripts.ts'

const text = `(${guardScripts.toString().replace(/\n\s+/g, '\n')})()`

/** The element, for the head, before all other scripts. */
export const inlineScript = `<script id="guard-scripts">${text}</script>`

/** As a source of `script-src`. */
export const inlineScriptSource = `'sha256-${createHash('sha256').update(text).digest('base64')}'`
