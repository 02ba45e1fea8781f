/** The string formats that schemas may name, each bounded: no text is long enough to make a check slow. */
import {fullFormats} from 'ajv-formats/dist/formats.js'
import {knownFormats} from '../../schemas/index.ts'

/** Characters. A longer text has no format. */
const longest = 2_048

export const formats: Readonly<Record<string, (text: string) => boolean>> = Object.fromEntries(knownFormats.map(name => {
  const format = fullFormats[name as keyof typeof fullFormats] as unknown
  const test = testOf(format)
  return [name, (text: string) => text.length <= longest && test(text)]
}))

function testOf(format: unknown): (text: string) => boolean {
  if (format instanceof RegExp) return text => format.test(text)
  if (typeof format === 'function') return format as (text: string) => boolean
  return testOf((format as {readonly validate: unknown}).validate)
}
