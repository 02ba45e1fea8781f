/** Holds what crosses a live socket against the AsyncAPI document: every message of every test must be in it, and say no more. */
import {Ajv2020} from 'ajv/dist/2020.js'
import {buildAsyncApi, type Operation} from '../server/http/asyncapi/index.ts'
import {closeSchema} from './close-schema.ts'

const {operations, components} = buildAsyncApi({url: 'http://localhost', cookie: 'espalier_session'})
const ajv = new Ajv2020({strict: false, validateFormats: false, allErrors: true})
const validators = new Map(
  Object.entries(components.messages).map(([type, {payload}]) => [type, ajv.compile(closeSchema(payload) as object)]),
)

/** `send`: the server said it; `receive`: a client did. Throws, naming the place, where no operation of the document has such a message. */
export function checkLive(action: Operation['action'], text: string): void {
  const wrong = wrongWith(action, text)
  if (wrong !== undefined) throw new Error(`/live: /asyncapi.json has no such message to ${action}: ${wrong}\n${text.slice(0, 600)}`)
}

function wrongWith(action: Operation['action'], text: string): string | undefined {
  const message = JSON.parse(text) as {readonly type?: unknown}
  const said = Object.values(operations).filter(one => one.action === action).flatMap(({messages}) => messages.map(nameOf))
  const validate = said.includes(String(message.type)) ? validators.get(String(message.type)) : undefined
  if (!validate) return `type: expected ${said.join(', ')}`
  return validate(message) ? undefined : ajv.errorsText(validate.errors, {dataVar: 'message'})
}

const nameOf = ({$ref}: Operation['messages'][number]): string => $ref.split('/').at(-1)!
