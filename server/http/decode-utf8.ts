/** The text of a body. */
import {problem} from '../errors.ts'

const utf8 = new TextDecoder('utf-8', {fatal: true})

/** Throws `malformed-text` where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes)
  } catch (cause) {
    throw problem('malformed-text', {}, {cause})
  }
}
