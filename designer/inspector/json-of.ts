/** `jsonOf`: what somebody wrote as JSON. */
import {findInexactNumber, inexactNumberMessage, type Json} from '../../schemas/index.ts'

/** Undefined for an empty text. Throws an Error whose message is for the one who wrote it. */
export function jsonOf(text: string): Json | undefined {
  if (text.trim() === '') return undefined
  const value = parsed(text)
  const inexact = findInexactNumber(text)
  if (inexact) throw new Error(`${inexact.pointer === '' ? '' : `${inexact.pointer}: `}${inexactNumberMessage(inexact.text)}.`)
  return value
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json
  } catch (cause) {
    throw new Error('This is not JSON.', {cause})
  }
}
