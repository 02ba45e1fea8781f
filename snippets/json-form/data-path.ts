/** Places in a form's data, as JSON Forms writes them: `lines.0.sku`. */
import type {Json, JsonObject} from '../../schemas/index.ts'

export const pathOf = (pointer: string): string => pointer.replace(/^\//, '').replaceAll('/', '.')

export const valueAt = (data: JsonObject, path: string): Json | undefined => path.split('.').reduce<Json | undefined>(
  (value, name) => (typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as JsonObject)[name] : undefined), data)

export const isInList = (path: string): boolean => /\.\d+(\.|$)/.test(path)
export const isItem = (path: string): boolean => /\.\d+$/.test(path)
export const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')))
