/** `in_progress` -> `In progress`. Values that are no plain words stay as they are. */
export function humanize(word: string): string {
  if (!/^[a-z][a-z0-9]*([_-][a-z0-9]+)*$/.test(word)) return word
  const spaced = word.replace(/[_-]/g, ' ')
  return spaced.charAt(0).toUpperCase() + spaced.slice(1)
}
