/** The one plain text that a part shows, where it has one: what is written in place, and what a person writes first on a new part. */
import type {Manifest} from '../../snippets/index.ts'

const names = ['text', 'label', 'title'] as const

export const ownText = ({props}: Manifest): (typeof names)[number] | undefined => names.find(name => props[name]?.type === 'string')
