/** A snippet as data: without what only runs. */
import type {Manifest, Snippet} from '../../snippets/index.ts'

export function manifestOf({render: _render, element: _element, styles: _styles, ...manifest}: Snippet): Manifest {
  return manifest
}
