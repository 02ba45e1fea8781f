/** `placeOf`: the JSON Pointer to what a validator's error is about; of what is missing or too much, to where it would stand or stands. */
import type {ErrorObject} from 'ajv'

export function placeOf({keyword, instancePath, params}: ErrorObject): string {
  const inside = keyword === 'required' ? params['missingProperty'] : keyword === 'additionalProperties' ? params['additionalProperty'] : undefined
  return inside === undefined ? instancePath : `${instancePath}/${String(inside).replaceAll('~', '~0').replaceAll('/', '~1')}`
}
