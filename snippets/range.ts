/** A filter by range as it stands in an address: `10..20`, `10..`, `..20`, or one value. */

export interface Range {readonly min: string; readonly max: string}

/** One value is a range of itself. Says nothing about whether the ends are numbers or dates. */
export function parseRange(text: string): Range {
  const at = text.indexOf('..')
  return at < 0 ? {min: text.trim(), max: text.trim()} : {min: text.slice(0, at).trim(), max: text.slice(at + 2).trim()}
}

/** Empty when both ends are. */
export function formatRange({min, max}: Range): string {
  return min === '' && max === '' ? '' : `${min}..${max}`
}
