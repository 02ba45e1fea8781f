/** English, whole: a sentence for each code, and what problems say. */
import {details, inChange, titles} from './english/problems.ts'
import {sentences} from './english/sentences.ts'

export const english = /* @__PURE__ */ Object.freeze({sentences, details, titles, inChange})
