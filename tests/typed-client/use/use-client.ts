/** A program of somebody else's, written against the types that were made from `/openapi.json`. */
import createClient from 'openapi-fetch'
import type {components, paths} from './made/api'

type Contact = components['schemas']['contact.record']

export interface Used {readonly created: number; readonly renamed: string | undefined; readonly company: unknown; readonly total: number | undefined; readonly refused: string | undefined}

export async function useClient(baseUrl: string, token: string): Promise<Used> {
  const client = createClient<paths>({baseUrl, headers: {authorization: `Bearer ${token}`}})
  const id = crypto.randomUUID()
  const commit = await client.POST('/api/v1/commit', {
    body: {mode: 'all', answer: 'counts', changes: [
      {op: 'create', schema: 'company', id, data: {name: 'Typed & Sons'}},
      {op: 'create', schema: 'contact', data: {last_name: 'Typed', company_id: id}},
    ]},
  })
  const created: number | undefined = commit.data?.counts.created
  const list = await client.GET('/api/v1/records/contact', {params: {query: {filter: 'record.last_name == "Typed"', expand: ['company_id'], sort: ['last_name', '-created_at'], limit: 5, count: 'exact'}}})
  const first: Contact | undefined = list.data?.items[0]
  const patched = await client.PATCH('/api/v1/records/contact/{id}', {
    params: {path: {id: first?.id ?? ''}, header: {'If-Match': `"${first?.rev ?? 0}"`}}, body: {first_name: 'Ada', email: null}, headers: {'content-type': 'application/merge-patch+json'},
  })
  const wrong = await client.GET('/api/v1/records/contact/{id}', {params: {path: {id: 'none'}}})
  return {created: created ?? 0, renamed: patched.data?.data.first_name, company: first?.expanded?.['company_id'], total: list.data?.total, refused: wrong.error?.code}
}

/** What must not compile. */
export function misuse(client: ReturnType<typeof createClient<paths>>): readonly unknown[] {
  return [
    // @ts-expect-error: no such link
    client.GET('/api/v1/records/contact', {params: {query: {expand: ['owner']}}}),
    // @ts-expect-error: a limit is a number
    client.GET('/api/v1/records/contact', {params: {query: {limit: '5'}}}),
    // @ts-expect-error: a name is text
    client.PATCH('/api/v1/records/contact/{id}', {params: {path: {id: 'a'}}, body: {first_name: 5}}),
    // @ts-expect-error: no such operation of a commit
    client.POST('/api/v1/commit', {body: {changes: [{op: 'delete', schema: 'company'}]}}),
    // @ts-expect-error: a commit changes something
    client.POST('/api/v1/commit', {body: {mode: 'all'}}),
  ]
}
