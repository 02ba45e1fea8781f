/** `readAct`: an event of a page, as script sends it or a form does. */
import {pageOperations, type BodyOf, type JsonObject} from '../../schemas/index.ts'
import {checkBody, parseJson} from '../http/index.ts'

const {body: {content, limits}} = pageOperations.act
const schema = content['application/json'].schema

type ActBody = BodyOf<{readonly body: {readonly content: Pick<typeof content, 'application/json'>}}>

/** Nothing is left out: empty texts and objects stand for it. */
export type Act = {readonly [K in keyof ActBody]-?: NonNullable<ActBody[K]>}

/** `body`: of script, checked; of a form, its fields, that are checked here. Throws `invalid-input`. */
export function readAct(body: unknown, form: boolean): Act {
  const {screen, hash, user, query, payload, ...named} = form ? actOfForm(body as Readonly<Record<string, string>>) : body as ActBody
  return {...named, screen: screen ?? '', hash: hash ?? '', user: user ?? '', query: query ?? {}, payload: payload ?? {}}
}

/** A form sends `query` as it stands in an address and `payload` as JSON; its other fields join the payload. */
function actOfForm(form: Readonly<Record<string, string>>): ActBody {
  const own: Record<string, string> = {}
  const others: Record<string, string> = {}
  for (const [name, value] of Object.entries(form)) (Object.hasOwn(schema.properties, name) ? own : others)[name] = value
  const {query = '', payload = '', ...texts} = own
  const sent = parseJson(payload || '{}', limits.maxValues) ?? {}
  const body = {...texts, query: Object.fromEntries(new URLSearchParams(query)), payload: isObject(sent) ? {...others, ...sent} : sent}
  checkBody(schema, body)
  return body as unknown as ActBody
}

const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
