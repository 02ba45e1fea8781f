/** What the checker's formats take, made what the server's take: the form must not pass what the server refuses, nor the other way round. */
import {format} from '@cfworker/json-schema'

/** Characters. A longer text has no format. */
const longest = 2_048
const dateTime = format['date-time']!

const differing: {readonly [name: string]: (text: string) => boolean} = {
  'date-time': text => /^[^ ]*$/.test(text) && dateTime(text),
  'email': text => /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(text),
  'hostname': text => text.replace(/\.$/, '').length <= 253 && text.replace(/\.$/, '').split('.').every(label => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i.test(label)),
  'ipv4': text => text.split('.').length === 4 && text.split('.').every(part => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256),
  'uuid': text => /^(urn:uuid:)?[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text),
}

/** The checker has one table of formats, and no other way to be given one. */
export function alignFormats(): void {
  for (const [name, check] of Object.entries({...format, ...differing})) format[name] = text => text.length <= longest && check(text)
}
