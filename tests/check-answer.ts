/** Holds what a server answers against its own OpenAPI document: every answer of every test must be in it, and say no more. */
import {Ajv2020, type ErrorObject, type ValidateFunction} from 'ajv/dist/2020.js'
import {isMultipleOf, say, sayDetail, sayTitle, type ProblemCode, type Role, type WireError} from '../schemas/index.ts'
import type {Access, AccessOf} from '../server/access/index.ts'
import type {Catalog} from '../server/catalog/index.ts'
import {buildOpenApi, subjectOf, type OpenApiDocument, type Operation} from '../server/http/openapi/index.ts'
import {closeSchema} from './close-schema.ts'

export interface Answered {readonly status: number; readonly headers: Headers; readonly text: string}

/** Throws, naming call and place, where a refusal says something else than its code and params, and where an answer is not in the document of this role (`null`: whoever the headers say), by the schemas in force before or after it. */
export type CheckAnswer = (role: Role | null, method: string, path: string, answer: Answered) => void

interface Compiled {readonly version: string; readonly document: OpenApiDocument; readonly ajv: Ajv2020}

export function createCheckAnswer(catalog: Catalog, access: AccessOf): CheckAnswer {
  const known = new Map<Role, Compiled[]>()

  return (role, method, path, answer) => {
    checkWords(method, path, answer)
    const wrong = documentsFor(role ?? 'admin').map(compiled => wrongWith(compiled, method, path, answer))
    if (wrong.includes(undefined)) return
    throw new Error(`${method} ${path} as ${role} answered what /openapi.json does not say: ${wrong[0]}\n${answer.status} ${answer.text.slice(0, 600)}`)
  }

  /** The newest first, and the one before it. */
  function documentsFor(role: Role): readonly Compiled[] {
    const compiled = known.get(role) ?? []
    known.set(role, compiled)
    if (compiled[0]?.version !== versionOf(accessesOf(catalog, access, role))) compiled.unshift(compile(catalog, access, role))
    return compiled.slice(0, 2)
  }
}

const accessesOf = (catalog: Catalog, access: AccessOf, role: Role): readonly Access[] => catalog.list().map(({name}) => access.accessOf({id: '', name: '', email: '', role}, name))

const versionOf = (accesses: readonly Access[]): string => accesses.map(({name, version, shape, rows}) => `${name}@${version} ${shape} ${rows === undefined}`).join(' ')

function compile(catalog: Catalog, access: AccessOf, role: Role): Compiled {
  const accesses = accessesOf(catalog, access, role)
  const document = buildOpenApi(accesses.map(subjectOf), {url: 'http://localhost', version: '1', cookie: 'espalier_session'})
  const ajv = new Ajv2020({strict: false, validateFormats: false, allErrors: true})
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({keyword: 'multipleOf', type: 'number', schemaType: 'number', validate: (of: number, value: number) => isMultipleOf(value, of)})
  ajv.addSchema({...closed(document) as object, $id: 'doc:'})
  return {version: versionOf(accesses), document, ajv}
}

/** What an answer holds beyond its schema is a mistake here. Records say for themselves what they may hold, and problems may say more. */
function closed(document: OpenApiDocument): unknown {
  const {paths, components} = document
  const frames = Object.entries(components.schemas).map(([name, schema]) => [name, name.endsWith('.record') ? closeSchema(schema) : schema] as const)
  return {...document, paths: closeSchema(paths), components: {...components, schemas: Object.fromEntries(frames)}}
}

function wrongWith({document, ajv}: Compiled, method: string, path: string, {status, headers, text}: Answered): string | undefined {
  const pathname = path.split(/[?#]/)[0]!
  const template = Object.keys(document.paths).find(one => new RegExp(`^${one.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(pathname))
  const item = template === undefined ? undefined : document.paths[template]
  const verb = (method === 'HEAD' ? 'GET' : method).toLowerCase() as keyof typeof item
  const operation = item?.[verb] as Operation | undefined
  if (!operation) return status >= 400 || method === 'OPTIONS' || !pathname.startsWith('/api/') ? undefined : 'it has no such operation'
  const key = operation.responses[status] ? String(status) : `${Math.floor(status / 100)}XX`
  const said = operation.responses[key]
  if (!said) return `the operation has no answer ${status}`
  const name = '$ref' in said ? said.$ref.split('/').at(-1)! : undefined
  const response = '$ref' in said ? document.components.responses[name!]! : said
  if (method === 'HEAD') return undefined
  if (status >= 300 && status < 400) return undefined
  if (text === '') return response.content ? 'there is no body' : undefined
  const type = headers.get('content-type')?.split(';')[0] ?? ''
  if (!response.content?.[type]) return `a body of ${type} is not said`
  if (!type.endsWith('json')) return undefined
  const where = name === undefined ? `/paths/${escape(template!)}/${verb}/responses/${key}` : `/components/responses/${name}`
  const validate = ajv.getSchema(`doc:#${where}/content/${escape(type)}/schema`) as ValidateFunction | undefined
  if (!validate) throw new Error(`no schema at ${where}`)
  const errors = validate(JSON.parse(text)) ? [] : (validate.errors ?? []).filter(error => !isOfOld(error))
  return errors.length === 0 ? undefined : ajv.errorsText(errors, {dataVar: 'body'})
}

type Said = Readonly<Record<string, unknown>>

/** Whatever is refused in an answer, at any depth, is said again from what came over the wire. */
function checkWords(method: string, path: string, {status, headers, text}: Answered): void {
  if (text === '' || !/^application\/(problem\+)?json/.test(headers.get('content-type') ?? '')) return
  const wrong = wrongWords(JSON.parse(text))
  if (wrong.length > 0) throw new Error(`${method} ${path} answered ${status} with words that its codes do not make: ${wrong.join('; ')}`)
}

function wrongWords(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(wrongWords)
  const {code, params, message, detail, title, status, errors = [], severity} = value as Said
  if (typeof code !== 'string' || typeof params !== 'object' || params === null) return inside
  // What is found on a screen is said with the screen and the place before it.
  if (typeof message === 'string') return [...inside, ...differing(code, severity === undefined ? message : message.slice(-say({code, params}).length), say({code, params}))]
  if (typeof detail !== 'string') return inside
  return [...inside, ...differing(code, detail, sayDetail(code as ProblemCode, params, errors as readonly WireError[])), ...differing(code, title, sayTitle(code, Number(status)))]
}

const differing = (code: string, said: unknown, made: string): readonly string[] => (said === made ? [] : [`${code} said ${JSON.stringify(said)}, and makes ${JSON.stringify(made)}`])

/** What stood in a record before its schema changed is answered as it is stored. */
const isOfOld = ({instancePath}: ErrorObject): boolean => /^(\/items\/\d+|\/records\/\d+)?(\/expanded\/\w+)?\/data(\/|$)/.test(instancePath)

/** RFC 6901 in the fragment of a URI. */
const escape = (name: string): string => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'))
