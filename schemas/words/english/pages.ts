/** Why a page, an action or a change of a screen is refused, in English. */
import type {Reason} from '../reason.ts'
import type {Tell} from '../words.ts'

interface InEvent {readonly node: string; readonly event: string}
/** JSON, cut. */
interface Got {readonly got: string}

export const pageSentences = {
  'designer-for-others': ({role}: {readonly role: string}) => `The designer is for admins and managers; your role is ${role}.`,
  'screens-read-by-others': ({role}: {readonly role: string}) =>
    `Screens and releases are read by admins and managers; you are signed in as ${role}.`,
  'screens-edited-by-others': ({role}: {readonly role: string}) =>
    `Screens are edited, published and patched by admins; you are signed in as ${role}.`,

  'no-such-screen': ({id}: {readonly id: string}) => `There is no screen ${id}. GET /api/v1/screens lists those that are there.`,
  'no-screen-to-restore': ({id}: {readonly id: string}) =>
    `There is no screen ${id}. GET /api/v1/screens?state=archived lists those that can come back.`,
  'no-screen-to-publish': ({id}: {readonly id: string}) =>
    `There is no screen ${id} to publish. GET /api/v1/screens lists those that are there.`,
  'no-screen': ({id}: {readonly id: string}) => `no screen ${id}`,
  'screen-not-live': ({id}: {readonly id: string}) =>
    `Screen ${id} is not live: publish it first (POST /api/v1/releases), or ask for at=draft.`,
  'no-such-place': ({at}: {readonly at: string}) =>
    `at: expected draft, live or the id of a release, got "${at}". GET /api/v1/releases lists them.`,
  'not-in-release': ({id, release}: {readonly id: string; readonly release: string}) =>
    `Release ${release} does not hold the screen ${id}.`,
  'no-live-node': ({node}: {readonly node: string}) =>
    `No live screen has a node ${node}. "espalier tree <path>" and GET /api/v1/screens/{id}?at=live list the nodes of a screen.`,
  'not-the-base': ({hash, got}: {readonly hash: string; readonly got: string}) =>
    `expected ${hash} or a recent state before it, got ${got}`,
  'wrong-step-count': ({most, got}: {readonly most: number; readonly got: number}) => `expected 1 to ${most} steps, got ${got}`,
  'one-to-many-steps': ({most, got}: {readonly most: number; readonly got: number}) => `Expected 1 to ${most} steps, got ${got}.`,
  'step-on-another-screen': ({screen, got}: Got & {readonly screen: string}) =>
    `expected this screen's id ${screen}, got ${got}: steps may only touch one screen`,
  'not-a-new-id': ({got}: Got) => `expected a new UUID in small letters, got "${got}"`,
  'screen-too-large': ({most, got}: {readonly most: number; readonly got: number}) =>
    `expected a screen of at most ${most} nodes, got ${got}: split it into several screens`,

  'event-does-nothing': ({screen, node, event}: InEvent & {readonly screen: string}) =>
    `Screen ${screen}: node ${node} does nothing on "${event}"; load the page again.`,
  'node-not-on-page': ({screen, node}: {readonly screen: string; readonly node: string}) =>
    `Screen ${screen}: node ${node} is not on this page; load it again.`,
  'in-action': ({node, event, number, action, why}: InEvent & {/** from 1 */ readonly number: number; readonly action: string; readonly why: Reason}, tell: Tell) =>
    `node ${node}, event ${event}, action ${number} (${action}): ${tell(why)}`,
  'in-action-member': ({node, event, number, action, member, why}: InEvent & {readonly number: number; readonly action: string; readonly member: string; readonly why: Reason}, tell: Tell) =>
    `node ${node}, event ${event}, action ${number} (${action}), ${member}: ${tell(why)}`,
  'in-source': ({node, source, why}: {readonly node: string; readonly source: string; readonly why: Reason}, tell: Tell) =>
    `node ${node}, source ${source}: ${tell(why)}`,
  'no-such-action': () => 'there is no such action',
  'action-without-param': () => 'expected the name of a parameter in "param"',
  'action-without-macros': () => 'macros are not available yet; use create, update or archive.',
  'action-leads-nowhere': ({got}: Got) => `expected the path of a screen or an http address in "to", got ${got}`,
  'action-without-schema': () => 'expected the name of a schema in "schema"',
  'action-without-id': ({got}: Got) => `expected a record's id in "id", got ${got}`,
  'action-without-data': ({got}: Got) => `expected an object in "data", got ${got}`,
  'event-without-item': ({node, event}: InEvent) =>
    `node ${node}, event ${event}: expected the id of the item it happened to in "payload.id"`,
  'unknown-parameter': ({near, known}: {readonly near?: string | undefined; readonly known: readonly string[]}) =>
    `is unknown here${near !== undefined ? `: did you mean "${near}"?` : known.length > 0 ? `: expected ${known.join(', ')}` : ': this address takes none'}`,

  'data-not-there': () => 'This record is not there, or not for you to see.',
  'data-not-yours': () => 'You may not see this.',
  'data-broken': ({said}: {/** for those who build the screen */ readonly said?: string | undefined}) =>
    `The data could not be loaded.${said === undefined ? '' : ` ${said}`}`,
  'nothing-bound': () => 'No data is bound here yet.',
} as const
