/** The fields of the inspector that are typed into, each with texts that it can store. */
import type {UiNode} from '../../../ast/index.ts'

export interface TypedField {
  readonly part: 'button' | 'grid' | 'words' | 'link' | 'card' | 'stat'
  readonly pointer: string
  readonly text: (words: readonly number[]) => string
  /** As it is stored; the text itself where this is left out. */
  readonly value?: (text: string) => unknown
}

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'
const word = (numbers: readonly number[]): string => numbers.map(number => letters[number]).join('')
const sentence = (numbers: readonly number[]): string => `${word(numbers.slice(0, 2)).toUpperCase()} ${word(numbers.slice(2))}!`
const path = (numbers: readonly number[]): string => `/${word(numbers.slice(0, 3))}/${word(numbers.slice(2))}`
const condition = (numbers: readonly number[]): string => `record.name == "${word(numbers)}"`

export const typedFields: readonly TypedField[] = [
  {part: 'button', pointer: '/props/label', text: sentence},
  {part: 'button', pointer: '/on/press/0/to', text: path},
  {part: 'button', pointer: '/on/press/1/text', text: sentence},
  {part: 'button', pointer: '/on/press/2/param', text: numbers => `p${word(numbers)}`},
  {part: 'button', pointer: '/on/press/2/value', text: sentence},
  {part: 'button', pointer: '/on/press/3/data', text: numbers => `{"name": "${word(numbers)}"}`, value: text => JSON.parse(text) as unknown},
  {part: 'button', pointer: '/when', text: numbers => `user.name != "${word(numbers)}"`},
  {part: 'grid', pointer: '/data/rows/where', text: condition},
  {part: 'grid', pointer: '/data/rows/limit', text: numbers => String(1 + (numbers[0]! * 36 + numbers[1]!) % 200), value: Number},
  {part: 'grid', pointer: '/on/open/0/to', text: numbers => `"/companies/" + row.id + "/${word(numbers)}"`, value: $ => ({$})},
  {part: 'words', pointer: '/props/text', text: sentence},
  {part: 'link', pointer: '/props/label', text: sentence},
  {part: 'link', pointer: '/props/href', text: path},
  {part: 'card', pointer: '/props/title', text: sentence},
  {part: 'stat', pointer: '/props/label', text: sentence},
  {part: 'stat', pointer: '/data/value/where', text: condition},
]

/** The node with the text in its place. */
export function stored(node: UiNode, {pointer, value = text => text}: TypedField, text: string): UiNode {
  const copy = structuredClone(node) as unknown as Record<string, unknown>
  const names = pointer.slice(1).split('/')
  let holder = copy
  for (const name of names.slice(0, -1)) holder = holder[name] as Record<string, unknown>
  holder[names.at(-1)!] = value(text)
  return copy as unknown as UiNode
}
