/** Content hashes: equal hashes mean equal content, on every machine. */
import {sha256} from '@noble/hashes/sha2.js'
import {bytesToHex, utf8ToBytes} from '@noble/hashes/utils.js'
import {canonicalJson} from './canonical-json.ts'

/** SHA-256 of a text as UTF-8, hex. */
export const hashText = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of the canonical JSON of a value, hex. */
export const hashJson = (value: unknown): string => hashText(canonicalJson(value))
