/** `namesInOrder`: where properties that come back stand in a record. */

/** Of one that comes back: its name, and the names of the document that it comes from, in their order. */
export interface Returning {readonly name: string; readonly among: readonly string[]}

/** `now` with those that come back, each behind the nearest of those that stood before it. */
export function namesInOrder(now: readonly string[], returning: readonly Returning[]): readonly string[] {
  const names = [...now]
  const places = returning.map(({name, among}) => ({name, among, place: among.indexOf(name)})).toSorted((a, b) => a.place - b.place)
  for (const {name, among, place} of places) {
    const behind = among.slice(0, place).findLast(one => names.includes(one))
    names.splice(behind === undefined ? 0 : names.indexOf(behind) + 1, 0, name)
  }
  return names
}
