/** The conditional headers of a request (RFC 9110, 13). A record's revision, or a schema's version, is its entity tag. */
import type {IncomingMessage} from 'node:http'
import {reason, refusal} from '../../schemas/index.ts'
import {problem} from '../errors.ts'

/** What must hold of the revision that a write finds. */
export interface Precondition {
  /** One of these. */
  readonly ifRev?: readonly number[]
  /** None of these, or none at all: it must not be there. */
  readonly ifNotRev?: readonly number[] | 'any'
}

type Tags = '*' | readonly string[]

export function tagOf(rev: number): string {
  return `"${rev}"`
}

/**
 * For a write. `If-Match: *` asks for nothing: what is not there is not found in any case. A weak tag counts as the strong one: proxies that compress weaken ours on
 * their way out, and a revision names one state exactly. Tags that are no revision match nothing. There are no dates to compare, so the headers with dates say nothing.
 */
export function preconditionOf({headers}: Pick<IncomingMessage, 'headers'>): Precondition {
  const match = tagsOf('If-Match', headers['if-match'])
  const noneMatch = tagsOf('If-None-Match', headers['if-none-match'])
  return {
    ...(match !== undefined && match !== '*' && {ifRev: revsOf(match)}),
    ...(noneMatch !== undefined && {ifNotRev: noneMatch === '*' ? 'any' : revsOf(noneMatch)}),
  }
}

/** For a read: true where the client already holds what has this tag (304). Throws `stale-revision` where `If-Match` names another; what cannot be read as a list of tags is passed over. */
export function holdsAlready({headers}: Pick<IncomingMessage, 'headers'>, tag: string): boolean {
  const match = parseTags(headers['if-match'] ?? '*')
  if (match && !matches(match, tag)) throw problem('stale-revision', {tag})
  const noneMatch = parseTags(headers['if-none-match'] ?? '')
  return noneMatch !== undefined && matches(noneMatch, tag)
}

function matches(tags: Tags, tag: string): boolean {
  return tags === '*' || tags.includes(tag)
}

function tagsOf(name: string, text: string | undefined): Tags | undefined {
  if (text === undefined) return undefined
  const tags = parseTags(text)
  if (tags !== undefined && tags.length > 0) return tags
  const why = reason('header-without-revisions', {header: name, got: JSON.stringify(text.slice(0, 60))})
  throw problem('invalid-header', {why}, {errors: [refusal('no-revisions', '', {header: name})]})
}

/** The tags of a list, each in its quotes and without the mark of a weak one; undefined where it is no list of tags. */
function parseTags(text: string): Tags | undefined {
  if (text.trim() === '*') return '*'
  const one = /[ \t,]*(?:W\/)?("[^"]*")[ \t]*(?:,|$)/y
  const tags: string[] = []
  while (one.lastIndex < text.length) {
    const found = one.exec(text)
    if (!found) return undefined
    tags.push(found[1]!)
  }
  return tags
}

function revsOf(tags: readonly string[]): readonly number[] {
  return tags.flatMap(tag => (/^"\d{1,15}"$/.test(tag) ? [Number(tag.slice(1, -1))] : []))
}
