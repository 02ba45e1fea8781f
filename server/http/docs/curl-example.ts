/** A call as one would type it into a terminal. */
import type {Operation} from '../openapi/index.ts'

export function curlExample(url: string, method: string, path: string, operation: Operation): string {
  const parameters = operation.parameters ?? []
  const asked = parameters.filter(parameter => parameter.in === 'query' && parameter.example !== undefined)
  const query = asked.map(({name, example}) => `--data-urlencode ${quoted(`${name}=${String(example)}`)}`)
  const lines = [
    method === 'get' ? (query.length > 0 ? `curl -G ${quoted(url + filled(path))}` : `curl ${quoted(url + filled(path))}`) : `curl -X ${method.toUpperCase()} ${quoted(url + filled(path))}`,
    ...(operation.security?.length === 0 ? [] : ['-H "Authorization: Bearer $TOKEN"']),
    ...(method === 'get' ? query : []),
    ...bodyLines(operation),
  ]
  return lines.join(' \\\n  ')
}

function bodyLines({requestBody}: Operation): readonly string[] {
  const [type, content] = Object.entries(requestBody?.content ?? {})[0] ?? []
  return type === undefined ? [] : [`-H ${quoted(`Content-Type: ${type}`)}`, `-d ${quoted(JSON.stringify(content!.example ?? {}))}`]
}

function filled(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => `<${name}>`)
}

/** In single quotes for a POSIX shell. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`
}
