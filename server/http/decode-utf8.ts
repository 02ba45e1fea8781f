/** The text of a body. */
import {InvalidInput} from '../errors.ts'

const utf8 = new TextDecoder('utf-8', {fatal: true})

/** Throws InvalidInput where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw new InvalidInput({detail: 'The body is not valid UTF-8.', cause}, 'malformed-text')
  }
}
