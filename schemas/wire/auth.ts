/** Signing in and out, for programs. */
import {emptyObject, jsonBody} from './json-body.ts'
import {credentials, noBody, twoPasswords} from './limits.ts'
import type {Operations} from './operation.ts'
import {refusedBody} from './refusals.ts'

const text = {type: 'string'} as const
const email = {type: 'string', minLength: 1, maxLength: 254} as const
/** Longer than any that is taken: letters may come in parts, and are counted when composed. A secret: no refusal repeats it. */
const password = {type: 'string', minLength: 1, maxLength: 1_024, writeOnly: true, 'x-secret': true} as const

export const ownUserSchema = {
  type: 'object', required: ['id', 'name', 'email', 'role'],
  properties: {id: text, name: text, email: text, role: {enum: ['admin', 'manager', 'agent', 'readonly']}},
} as const

export const authOperations = {
  login: {
    method: 'post', path: '/api/v1/auth/login', tag: 'Auth', who: 'anyone', summary: 'Sign in', description: 'Sets the session cookie and answers a token for `Authorization: Bearer`.',
    body: jsonBody({type: 'object', additionalProperties: false, required: ['email', 'password'], properties: {email, password}}, credentials, {email: 'admin@demo.test', password: 'espalier'}),
    answers: {200: {description: 'Signed in.', schema: {type: 'object', required: ['token', 'user'], properties: {token: text, user: ownUserSchema}}}},
    refused: ['BadRequest', 'Unauthenticated', 'Forbidden', 'TooLarge', 'WrongType', 'TooMany'],
  },
  me: {
    method: 'get', path: '/api/v1/auth/me', tag: 'Auth', who: 'readonly', summary: 'Who am I?',
    answers: {200: {description: 'You.', schema: ownUserSchema}},
    refused: ['BadRequest', 'Unauthenticated', 'Forbidden'],
  },
  logout: {
    method: 'post', path: '/api/v1/auth/logout', tag: 'Auth', who: 'readonly', summary: 'Sign out', description: 'Ends the session at once, everywhere.',
    body: {...jsonBody(emptyObject, noBody), optional: true},
    answers: {204: {description: 'The session has ended.'}},
    refused: refusedBody,
  },
  changePassword: {
    method: 'post', path: '/api/v1/auth/password', tag: 'Auth', who: 'readonly', summary: 'Change my password', description: 'At least 8 characters. Ends all other sessions of yours and answers a new token.',
    body: jsonBody({type: 'object', additionalProperties: false, required: ['current', 'password'], properties: {current: password, password}}, twoPasswords, {current: 'the old one', password: 'a short sentence is good'}),
    answers: {200: {description: 'Changed.', schema: {type: 'object', required: ['token'], properties: {token: text}}}},
    refused: [...refusedBody, 'TooMany'],
  },
} as const satisfies Operations
