/** For whoever runs the server, and for programs that want to know what it does. Probes and scrapers may add to their addresses what they like. */
import type {Operations} from './operation.ts'
import {refusedRead} from './refusals.ts'

export const healthOperations = {
  alive: {
    method: 'get', path: '/healthz', tag: 'System', who: 'anyone', summary: 'Is the process alive?', query: 'any',
    answers: {200: {description: 'It is.', schema: {type: 'object', required: ['status'], properties: {status: {const: 'ok'}}}}},
    refused: [],
  },
  ready: {
    method: 'get', path: '/readyz', tag: 'System', who: 'anyone', summary: 'May it be sent requests?', query: 'any',
    answers: {
      200: {description: 'It may.', schema: {type: 'object', required: ['status'], properties: {status: {const: 'ready'}}}},
      503: {description: 'Not now.', schema: {type: 'object', required: ['status', 'reason'], properties: {status: {const: 'not-ready'}, reason: {type: 'string'}}}},
    },
    refused: [],
  },
} as const satisfies Operations

export const metricsOperations = {
  metrics: {
    method: 'get', path: '/metrics', tag: 'System', who: 'anyone', summary: 'Figures', query: 'any', description: 'In the text format of Prometheus; for admins, and for whoever sends the token that was set for it as a bearer token.',
    answers: {200: {description: 'The figures.', schema: {type: 'string'}, type: 'text/plain'}},
    refused: ['Forbidden'],
  },
} as const satisfies Operations

export const referenceOperations = {
  getOpenApi: {
    method: 'get', path: '/openapi.json', tag: 'System', who: 'readonly', summary: 'This document',
    answers: {200: {description: 'OpenAPI 3.1, for your role.', schema: {type: 'object'}}},
    refused: refusedRead,
  },
  showReference: {method: 'get', path: '/docs', who: 'anyone', summary: 'The reference', answers: {}, refused: []},
  showReferenceOf: {method: 'get', path: '/docs/{group}', who: 'anyone', summary: 'A part of the reference', answers: {}, refused: []},
} as const satisfies Operations

export const feedOperations = {
  getAsyncApi: {
    method: 'get', path: '/asyncapi.json', tag: 'System', who: 'readonly', summary: 'The live feed',
    answers: {200: {description: 'AsyncAPI 3.0: the messages of `/live`.', schema: {type: 'object'}}},
    refused: refusedRead,
  },
} as const satisfies Operations
