/** The reference: the OpenAPI document as pages that one can read, one for each group of calls. */
import {html, type Markup, type Piece} from '../escape-html.ts'
import {espalierMark} from '../espalier-mark.ts'
import type {OpenApiDocument, Operation, ResponseObject, SchemaObject} from '../openapi/index.ts'
import {curlExample} from './curl-example.ts'
import {describeType, propertyRows} from './describe-type.ts'

interface Call {readonly method: string; readonly path: string; readonly operation: Operation}

/** Undefined for a group that the document does not have. Without a group, the introduction. */
export function referencePage(document: OpenApiDocument, group?: string): {readonly title: string; readonly body: Markup} | undefined {
  const tag = document.tags.find(one => one.name === group)
  if (group !== undefined && !tag) return undefined
  return {
    title: tag ? `${tag.name} · Reference` : 'Reference',
    body: html`<a class="skip" href="#content">Skip to the content</a>
<div class="pages">
  <header><a class="brand" href="/docs">${espalierMark(26)} Espalier</a> <a class="contents" href="#contents">Contents</a></header>
  <nav id="contents" aria-label="Reference">${navigation(document, group)}</nav>
  <main id="content" tabindex="-1">${tag ? groupBody(document, tag) : introduction(document)}</main>
</div>`,
  }
}

function navigation({tags}: OpenApiDocument, group: string | undefined): Markup {
  const link = (name: string | undefined, label: string) => html`<li><a href="/docs${name === undefined ? '' : `/${name}`}"${name === group ? html` aria-current="page"` : ''}>${label}</a></li>`
  return html`<ul>${link(undefined, 'Introduction')}${tags.filter(tag => !isRecords(tag.name)).map(tag => link(tag.name, tag.name))}</ul>
    <h2>Records</h2>
    <ul>${tags.filter(tag => isRecords(tag.name)).map(tag => link(tag.name, tag.name))}</ul>
    <ul><li><a href="/openapi.json">OpenAPI document</a></li><li><a href="/asyncapi.json">AsyncAPI document</a></li></ul>`
}

/** Schemas' names are lower case; the names of the other groups are not. */
const isRecords = (name: string): boolean => name === name.toLowerCase()

function introduction({info, servers}: OpenApiDocument): Markup {
  const url = servers[0]?.url ?? ''
  return html`<h1>Reference</h1>
    <p class="lead">${info.description}</p>
    <h2>Sign in</h2>
    <p>Programs send a token with each request; browsers carry the session cookie by themselves.</p>
    <pre tabindex="0"><code>TOKEN=$(curl -s ${url}/api/v1/auth/login -H 'Content-Type: application/json' \\
  -d '{"email":"you@example.com","password":"…"}' | jq -r .token)

curl ${url}/api/v1/auth/me -H "Authorization: Bearer $TOKEN"</code></pre>
    <h2>Revisions</h2>
    <p>Each record counts its changes in <code>rev</code>, which is also its <code>ETag</code>. Send it back as <code>If-Match</code>, and a write that would undo someone else's is refused with 412. Without it, the last write wins.</p>
    <h2>Writing twice is writing once</h2>
    <p>Give a write an <code>Idempotency-Key</code> of your own. Sent again within 24 hours, it is not done again, and is answered as the first time.</p>
    <h2>Links</h2>
    <p>A property that ends in <code>_id</code> is a link. A write whose target is not there is refused with 409 before anything is stored; <code>expand</code> brings linked records along.</p>
    <h2>Pages</h2>
    <p>Lists are answered a page at a time with a cursor in <code>next</code>. The deepest page is as fast as the first.</p>
    <h2>Live</h2>
    <p>A WebSocket at <code>/live</code> tells what happens to records, pages, drafts and releases, as it happens.
      Its messages are described in <a href="/asyncapi.json">the AsyncAPI document</a>.</p>
    <h2>Problems</h2>
    <p>Whatever cannot be done is answered as <code>application/problem+json</code>: what was expected, what came, and what to do. Go by <code>code</code>, which stays; words are made of <code>code</code> and <code>params</code>.</p>
    <pre tabindex="0"><code>{
  "title": "The request is not valid", "status": 400, "code": "invalid-input", "params": {"schema": "contact", "count": 1},
  "detail": "…",
  "errors": [{
    "pointer": "/email", "code": "not-of-format", "params": {"format": "email", "got": {"json": "\\"ada\\""}},
    "message": "expected an email address, got \\"ada\\""
  }],
  "request_id": "1f0c9a22e4-2x"
}</code></pre>`
}

function groupBody(document: OpenApiDocument, {name, description}: OpenApiDocument['tags'][number]): Markup {
  const calls = callsOf(document, name)
  const schema = document.components.schemas[name]
  return html`<h1>${name}</h1>
    <p class="lead">${description}</p>
    <ul class="calls">${calls.map(({method, path, operation}) => html`<li><a href="#${operation.operationId}">${badge(method)} <code>${path}</code> <span>${operation.summary}</span></a></li>`)}</ul>
    ${schema && html`<section><h2 id="properties">Properties</h2>${schemaTable(schema)}</section>`}
    ${calls.map(call => callSection(document, call))}`
}

function callSection(document: OpenApiDocument, {method, path, operation}: Call): Markup {
  const parameters = operation.parameters ?? []
  const [bodyType, body] = Object.entries(operation.requestBody?.content ?? {})[0] ?? []
  const bodyTypes = Object.keys(operation.requestBody?.content ?? {})
  return html`<section class="call" aria-labelledby="${operation.operationId}">
      <h2 id="${operation.operationId}">${operation.summary}</h2>
      <p class="address">${badge(method)} <code>${path}</code>${operation.security?.length === 0 && html` <span class="fine">no session needed</span>`}</p>
      ${operation.description && html`<p>${prose(operation.description)}</p>`}
      ${parameters.length > 0 && table('Parameters', ['Name', 'In', 'Type', ''], parameters.map(parameter => [
        html`<code>${parameter.name}</code>${parameter.required && html` <span class="need">required</span>`}`, parameter.in, describeType(parameter.schema), prose(parameter.description),
      ]))}
      ${bodyType !== undefined && html`<h3>Body</h3><p class="fine">${bodyTypes.join(', ')}</p>${bodyTable(document, body!.schema)}`}
      ${table('Answers', ['Status', 'Meaning', 'Content'], Object.entries(operation.responses).map(([status, response]) => {
        const resolved = '$ref' in response ? document.components.responses[response.$ref.split('/').at(-1)!]! : response as ResponseObject
        return [html`<code>${status}</code>`, resolved.description, contentOf(resolved)]
      }))}
      <h3>Example</h3>
      <pre tabindex="0"><code>${curlExample(document.servers[0]?.url ?? '', method, path, operation)}</code></pre>
    </section>`
}

function bodyTable(document: OpenApiDocument, schema: SchemaObject): Markup {
  const resolved = resolve(document, schema)
  return propertyRows(resolved).length > 0 ? schemaTable(resolved) : html`<p>${describeType(schema)}</p>`
}

function schemaTable(schema: SchemaObject): Markup {
  return table(undefined, ['Property', 'Type', ''], propertyRows(schema).map(row => [html`<code>${row.name}</code>${row.required && html` <span class="need">required</span>`}`, row.type, prose(row.text)]))
}

function contentOf({content}: ResponseObject): Piece {
  const [type, {schema}] = Object.entries(content ?? {})[0] ?? ['', {schema: {}}]
  if (type === '') return html`<span class="fine">none</span>`
  return type === 'application/json' ? describeType(schema) : html`<code>${type}</code>`
}

function table(title: string | undefined, head: readonly string[], rows: readonly (readonly Piece[])[]): Markup {
  return html`${title !== undefined && html`<h3>${title}</h3>`}
      <div class="scroll" tabindex="0" role="group" aria-label="${title ?? 'Properties'}"><table>
        <thead><tr>${head.map(label => html`<th scope="col">${label || html`<span class="unseen">Notes</span>`}</th>`)}</tr></thead>
        <tbody>${rows.map(row => html`<tr>${row.map(cell => html`<td>${cell}</td>`)}</tr>`)}</tbody>
      </table></div>`
}

/** Words between backticks are code. */
function prose(text: string): Piece {
  return text.split(/`([^`]+)`/).map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))
}

function badge(method: string): Markup {
  return html`<span class="method ${method}">${method.toUpperCase()}</span>`
}

function callsOf({paths}: OpenApiDocument, group: string): readonly Call[] {
  return Object.entries(paths).flatMap(([path, item]) => Object.entries(item as Readonly<Record<string, Operation>>).map(([method, operation]) => ({method, path, operation}))).filter(call => call.operation.tags[0] === group)
}

function resolve(document: OpenApiDocument, schema: SchemaObject): SchemaObject {
  return typeof schema.$ref === 'string' ? document.components.schemas[schema.$ref.split('/').at(-1)!] ?? schema : schema
}
