/** What a socket of `/live` can follow: how each topic is written, and which messages come of it. */
import type {WireLiveMessage} from './live-message.ts'

const textual = {type: 'string', maxLength: 2_000} as const

/** A name in `form` that stands between `<` and `>` is a group of the pattern. */
export const liveTopics = {
  screen: {
    ...textual, form: 'screen:<path>[?query]', pattern: '^screen:(?<path>/[^?]*)(?:\\?(?<query>[^]*))?$',
    description: 'A page: its path as in the address, without `/app`, and the query it was opened with.',
    tells: ['screen-swapped', 'resync'],
  },
  records: {
    ...textual, form: 'records:<schema>', pattern: '^records:(?<schema>[a-z][a-z0-9_]*)$',
    description: 'All records of one schema that you may read.', tells: ['records-changed', 'resync'],
  },
  draft: {
    ...textual, form: 'draft:<screen id>', pattern: '^draft:(?<screenId>[^]+)$',
    description: 'A screen\'s draft, for admins and managers.', tells: ['draft-changed', 'resync'],
  },
  releases: {
    ...textual, form: 'releases', pattern: '^releases$',
    description: 'What is published, patched and rolled back, for admins and managers.', tells: ['release-published', 'resync'],
  },
} as const satisfies {readonly [kind: string]: {readonly tells: readonly WireLiveMessage['type'][]; readonly [keyword: string]: unknown}}

export type LiveTopicKind = keyof typeof liveTopics

type Written<F> = F extends `${infer Start}<${string}` ? `${Start}${string}` : F

/** A topic as it is written. */
export type LiveTopic = Written<(typeof liveTopics)[LiveTopicKind]['form']>
