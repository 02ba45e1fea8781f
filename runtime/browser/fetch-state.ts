/** Asks the server for the state of an address. */
import type {PageState} from '../page.ts'

export const pageJson = 'application/vnd.espalier.page+json'

/** An answer that is no page; `status` says which. */
export class PageRefused extends Error {
  readonly status: number
  /** The problem's code, where it told one. */
  readonly code: string
  constructor(status: number, code: string, detail: string) {
    super(detail)
    this.status = status
    this.code = code
  }
}

/** `user`: whose page asks. Throws PageRefused for an answer that is no page, and fetch's own errors when there is none. */
export async function fetchState(href: string, user: string, signal?: AbortSignal): Promise<PageState> {
  const response = await fetch(href, {headers: {accept: pageJson, 'espalier-user': user}, credentials: 'same-origin', ...(signal ? {signal} : {})})
  if (!response.ok || !response.headers.get('content-type')?.startsWith(pageJson)) {
    const {code = ''} = await response.json().catch(() => ({})) as {readonly code?: string}
    throw new PageRefused(response.ok ? 401 : response.status, code, `${href}: expected a page, got ${response.status}`)
  }
  return await response.json() as PageState
}
