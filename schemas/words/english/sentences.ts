/** English sentences of all codes. */
import {configSentences} from './config.ts'
import {eventSentences} from './events.ts'
import {expressionSentences, filterSentences} from './expressions.ts'
import {liveSentences} from './live.ts'
import {pageSentences} from './pages.ts'
import {recordSentences} from './records.ts'
import {requestSentences} from './requests.ts'
import {schemaSentences} from './schemas.ts'
import {screenSentences} from './screens.ts'
import {stepSentences} from './steps.ts'
import {valueSentences} from './values.ts'

export const sentences = /* @__PURE__ */ Object.freeze({
  ...schemaSentences, ...valueSentences, ...recordSentences, ...expressionSentences, ...filterSentences, ...stepSentences, ...screenSentences, ...pageSentences,
  ...liveSentences, ...requestSentences, ...configSentences, ...eventSentences,
} as const)
