/** What a page is called in the browser's tab, in its history and among bookmarks. */
import type {PageState} from './page.ts'

/** The first record on it, the screen, the product: "Alder Foods · Company · Espalier". A title that would say the same twice says it once. */
export function pageTitle({context, nodes}: PageState, product = 'Espalier'): string {
  const record = nodes.flatMap(({data}) => Object.values(data ?? {})).find(source => source.kind === 'record')
  const names = [record?.kind === 'record' ? record.title : '', context.screen.title, product]
  return names.filter((name, index) => name !== '' && names.indexOf(name) === index).join(' · ')
}
