/** The only script that stands in a page itself: `guardScripts`, by its text. The content policy names its hash, so that no other can. */
import {createHash} from 'node:crypto'
import {guardScripts} from '../browser/guard-scripts.ts'

export const inlineScript = `(${guardScripts.toString().replace(/\n\s+/g, '\n')})()`

/** As a source of `script-src`. */
export const inlineScriptSource = `'sha256-${createHash('sha256').update(inlineScript).digest('base64')}'`
