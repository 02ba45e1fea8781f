/** What of a release does not fit the schemas and snippets of now, a line each. */
import type {WireMisfit, WireRelease} from '../../schemas/index.ts'

const most = 20

/** The first twenty. */
export function misfitLines({misfits = []}: WireRelease): readonly string[] {
  const place = ({item, pointer}: WireMisfit): string => (item === undefined ? '' : `${item} ${pointer}: `)
  const lines = misfits.slice(0, most).map(misfit => `  does not fit: ${place(misfit)}${misfit.message}`)
  return misfits.length > most ? [...lines, `  and ${misfits.length - most} more`] : lines
}
