/** Asks the server for the state of an address. */
import type {PageState} from '../page.ts'

export const pageJson = 'application/vnd.espalier.page+json'

/** An answer that is no page; `status` says which. */
export class PageRefused extends Error {
  readonly status: number
  constructor(status: number, detail: string) {
    super(detail)
    this.status = status
  }
}

/** Throws PageRefused for an answer that is no page, and fetch's own errors when there is none. */
export async function fetchState(href: string, signal?: AbortSignal): Promise<PageState> {
  const response = await fetch(href, {headers: {accept: pageJson}, credentials: 'same-origin', ...(signal ? {signal} : {})})
  if (!response.ok || !response.headers.get('content-type')?.startsWith(pageJson)) throw new PageRefused(response.ok ? 401 : response.status, `${href}: expected a page, got ${response.status}`)
  return await response.json() as PageState
}
