/** What a field of choices offers: one description for the plain select and the living one. */
import type {Json, PropertySchema} from '../../schemas/index.ts'
import {choiceLabel, choicesOf} from '../choices-of.ts'
import {sameValue} from './merge-data.ts'

export interface Choice {
  readonly value: Json
  /** Its option's value: no other choice of the field has it. */
  readonly key: string
  readonly label: string
}

/** `stored` is offered too when the schema no longer has it: it stands until somebody chooses another. */
export function offeredChoices(schema: PropertySchema, stored: Json | undefined): readonly Choice[] {
  const offered = choicesOf(schema) ?? []
  const gone = stored !== undefined && stored !== null && !offered.some(({value}) => sameValue(value, stored))
  const all = gone ? [...offered, {value: stored, label: `${choiceLabel(stored)} (no longer offered)`}] : offered
  const taken = new Set([''])
  return all.map(({value, label}) => {
    const plain = wordsOf(value)
    let key = plain
    for (let nth = 2; taken.has(key); nth++) key = `${plain} (${nth})`
    taken.add(key)
    return {value, key, label: label || 'Empty text'}
  })
}

/** The key of the option that stands for a value; empty where there is none. */
export const keyOf = (choices: readonly Choice[], value: Json | undefined): string => choices.find(choice => value !== undefined && sameValue(choice.value, value))?.key ?? ''

const wordsOf = (value: Json): string => (typeof value === 'object' ? JSON.stringify(value) : String(value))
