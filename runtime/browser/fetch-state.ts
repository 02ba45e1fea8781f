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

/** No answer came, or a proxy's in the server's place: it may be there again soon. */
export class Unreachable extends Error {}

const awayStatuses: readonly number[] = [502, 503, 504]

/** `user`: whose page asks. Throws PageRefused for an answer that is no page, Unreachable when there is none. */
export async function fetchState(href: string, user: string, signal?: AbortSignal): Promise<PageState> {
  const headers = {accept: pageJson, 'espalier-user': user}
  const response = await reach(fetch(href, {headers, credentials: 'same-origin', ...(signal ? {signal} : {})}))
  if (awayStatuses.includes(response.status)) throw new Unreachable(`${href}: ${response.status}`)
  if (!response.ok || !response.headers.get('content-type')?.startsWith(pageJson)) {
    const {code = ''} = await response.json().catch(() => ({})) as {readonly code?: string}
    throw new PageRefused(response.ok ? 401 : response.status, code, `${href}: expected a page, got ${response.status}`)
  }
  return await reach(response.json()) as PageState
}

async function reach<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer
  } catch (cause) {
    throw new Unreachable('the server could not be reached', {cause})
  }
}
