/** What pages and the designer ask, and the doors that need no script. */
import type {TypeOf} from '../type-of.ts'
import {shortForm} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody, refusedRead} from './refusals.ts'

/** `null` is nothing, as where it is left out. */
const text = {type: ['string', 'null'], maxLength: 4_000} as const

export const actBodySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['node', 'event', 'path'],
  properties: {
    screen: {...text, description: 'Its id.'},
    hash: {...text, description: 'Of the tree that the page shows.'},
    node: {type: 'string', minLength: 1, maxLength: 4_000, description: 'The id of the node.'},
    event: {type: 'string', minLength: 1, maxLength: 4_000},
    user: {...text, description: 'Whose page it is.'},
    path: {type: 'string', pattern: '^/app(/|$)', maxLength: 4_000, description: 'The path of the page.'},
    query: {type: ['object', 'null'], maxProperties: 100, additionalProperties: {type: 'string'}, description: 'Of the page.'},
    payload: {type: ['object', 'null'], description: 'What the event carries.'},
  },
} as const

/** What a page does when an event has run; `do` says which. */
export const effectSchemas = [
  {title: 'Go somewhere', type: 'object', required: ['do', 'to'], properties: {do: {const: 'navigate'}, to: {type: 'string', description: 'A path of ours, or an http address.'}, newTab: {type: 'boolean'}}},
  {title: 'Say something', type: 'object', required: ['do', 'text', 'tone'], properties: {do: {const: 'notify'}, text: {type: 'string'}, tone: {enum: ['info', 'good', 'warn', 'bad']}}},
  {title: 'Fetch anew', type: 'object', required: ['do'], properties: {do: {const: 'refresh'}}},
  {
    title: 'Set a parameter of the address', type: 'object', required: ['do', 'param', 'value'],
    properties: {do: {const: 'set'}, param: {type: 'string'}, value: {type: ['string', 'null'], description: 'null: it goes.'}},
  },
] as const
export type WireEffect = TypeOf<(typeof effectSchemas)[number]>

const form = {content: {'application/x-www-form-urlencoded': {schema: {type: 'object'}}, 'application/json': {schema: {type: 'object'}}}, limits: shortForm, optional: true} as const

export const pageOperations = {
  showHome: {method: 'get', path: '/app', who: 'anyone', summary: 'The home screen', query: 'any', answers: {}, refused: []},
  showHomeSlash: {method: 'get', path: '/app/', who: 'anyone', summary: 'The home screen', query: 'any', answers: {}, refused: []},
  showActPage: {method: 'get', path: '/app/act', who: 'anyone', summary: 'A page', query: 'any', answers: {}, refused: []},
  act: {
    method: 'post', path: '/app/act', tag: 'Screens', who: 'readonly', summary: 'Run an event of a page',
    description: 'Runs on the server what is bound to an event of a node, on the live tree, with your rights. A form without script sends the same, its own fields beside them, and is answered 303.',
    body: {
      content: {'application/json': {schema: actBodySchema}, 'application/x-www-form-urlencoded': {schema: {type: 'object'}}},
      limits: {maxBytes: 1024 * 1024, maxValues: 20_000, compressed: true},
    },
    answers: {200: {description: 'What the page does now.', schema: {type: 'object', required: ['effects'], properties: {effects: {type: 'array', items: {anyOf: effectSchemas}}}}}, 303: {description: 'To a form: where to go.'}},
    refused: [...refusedBody, 'NotFound', 'Conflict', 'Stale', 'Unprocessable'],
  },
  showPage: {method: 'get', path: '/app/{*path}', who: 'anyone', summary: 'A page', query: 'any', answers: {}, refused: []},
  resolvePage: {
    method: 'get', path: '/api/v1/screens/{id}/page', tag: 'Screens', who: 'manager', summary: 'Resolve a page', description: 'A screen with its data, as you would see it: what the designer draws.',
    params: {id: 'The id of the screen.'},
    query: {
      at: {type: 'string', default: 'draft', description: '`draft`, `live`, or the id of a release.'},
      path: {type: 'string', description: 'The path with its parameters filled in.'},
      query: {type: 'string', description: 'The query string of the page.'},
    },
    answers: {200: {description: 'The page.', schema: {type: 'object'}}},
    refused: [...refusedRead, 'NotFound'],
  },
} as const satisfies Operations

export const doorOperations = {
  showSignIn: {method: 'get', path: '/login', who: 'anyone', summary: 'Sign in', query: {next: {type: 'string', description: 'Where to go then.'}, out: {type: 'string', description: 'Signed out just now.'}}, answers: {}, refused: []},
  signIn: {method: 'post', path: '/login', who: 'anyone', summary: 'Sign in', body: form, answers: {}, refused: []},
  signOut: {method: 'post', path: '/logout', who: 'anyone', summary: 'Sign out', query: 'any', body: form, answers: {}, refused: []},
  showSetup: {method: 'get', path: '/setup', who: 'anyone', summary: 'Set up', query: {token: {type: 'string', default: '', description: 'Of the one-time link.'}}, answers: {}, refused: []},
  setUp: {method: 'post', path: '/setup', who: 'anyone', summary: 'Set up', body: form, answers: {}, refused: []},
} as const satisfies Operations

export const preferenceOperations = {
  showPreferences: {
    method: 'get', path: '/preferences', who: 'anyone', summary: 'One\'s own choices', query: {next: {type: 'string', description: 'Where to go then.'}, saved: {type: 'string', description: 'Saved just now.'}}, answers: {}, refused: [],
  },
  savePreferences: {
    method: 'post', path: '/preferences', who: 'readonly', summary: 'One\'s own choices',
    body: {content: {'application/x-www-form-urlencoded': {schema: {type: 'object'}}}, limits: shortForm, optional: true}, answers: {}, refused: [],
  },
} as const satisfies Operations

export const iconOperations = {
  showIcon: {method: 'get', path: '/favicon.svg', who: 'anyone', summary: 'The icon', query: 'any', answers: {}, refused: []},
  showOldIcon: {method: 'get', path: '/favicon.ico', who: 'anyone', summary: 'The icon', query: 'any', answers: {}, refused: []},
} as const satisfies Operations

export const rootOperations = {
  showRoot: {method: 'get', path: '/', who: 'anyone', summary: 'Leads to the home screen', query: 'any', answers: {}, refused: []},
} as const satisfies Operations

export const designerOperations = {
  showDesigner: {method: 'get', path: '/designer', who: 'anyone', summary: 'The designer', query: 'any', answers: {}, refused: []},
  showDesignerAt: {method: 'get', path: '/designer/{*path}', who: 'anyone', summary: 'The designer', query: 'any', answers: {}, refused: []},
} as const satisfies Operations

export const socketOperations = {
  openSocket: {method: 'get', path: '/live', who: 'anyone', summary: 'The live feed, asked without a WebSocket', query: 'any', answers: {}, refused: ['UpgradeRequired']},
} as const satisfies Operations
