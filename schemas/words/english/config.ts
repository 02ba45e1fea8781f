/** What can be wrong with config items and with what a release is asked to hold, in English. */
import type {Reason} from '../reason.ts'
import type {Tell} from '../words.ts'
import {meant, type Near} from './nouns.ts'

/** <kind>/<key> */
interface OfItem {readonly item: string}

export const configSentences = {
  'unknown-config-kind': ({name, near}: Near) =>
    `there is no kind of config items "${name}"${meant(near)}; GET /api/v1/config lists those that you may edit`,
  'screens-by-steps': () => 'screens are edited by steps: POST /api/v1/screens/{id}/steps',
  'not-a-config-key': ({got}: {/** JSON */ readonly got: string}) =>
    `expected a key of 1 to 120 letters, digits, dots, hyphens and underscores, a letter or a digit first, got ${got}`,
  'config-edited-by-others': ({kind, who, role}: {readonly kind: string; readonly who: string; readonly role: string}) =>
    `config items of the kind "${kind}" are edited by ${who}s, and you are signed in as ${role}`,
  'no-config-item': ({item}: OfItem) => `there is no config item ${item}`,
  'item-not-checked': () => 'could not be checked; whoever runs the server finds the reason in its log',
  'item-problem': ({item, at, why}: OfItem & {/** a pointer into its document */ readonly at: string; readonly why: Reason}, tell: Tell) =>
    `${item}${at === '' ? '' : `, ${at}`}: ${tell(why)}`,
  'rolled-back-patch': ({path, number, note, builtOn}: {
    readonly path: string; readonly number: number; readonly note: string; /** it cannot be taken out without that */ readonly builtOn: boolean
  }) => `the draft of ${path} still holds hot patch ${number}${note === '' ? '' : ` (${note})`}, which was rolled back`
    + (builtOn ? ', and something was built on it since' : ''),
} as const
