/** The string formats that schemas may name, each bounded: no text is long enough to make a check slow. */
import {fullFormats} from 'ajv-formats/dist/formats.js'
import {isDateTime, isTimeOfDay} from '../../ast/index.ts'
import {knownFormats} from '../../schemas/index.ts'

/** Characters. A longer text has no format. */
const longest = 2_048

/** As RFC 3339 has them; `ajv-formats` takes a blank for the T, and offsets as `+0100` and `+01`. */
const ours: Readonly<Record<string, (text: string) => boolean>> = {'date-time': isDateTime, time: isTimeOfDay}

export const formats: Readonly<Record<string, (text: string) => boolean>> = Object.fromEntries(knownFormats.map(name => {
  const test = ours[name] ?? testOf(fullFormats[name as keyof typeof fullFormats])
  return [name, (text: string) => text.length <= longest && test(text)]
}))

function testOf(format: unknown): (text: string) => boolean {
  if (format instanceof RegExp) return text => format.test(text)
  if (typeof format === 'function') return format as (text: string) => boolean
  return testOf((format as {readonly validate: unknown}).validate)
}
