/** Before the first file: where none is installed yet, a Chromium is, once and not by two files at a time. */
import {findBrowser} from './open-browser.ts'

export default async function haveBrowser(): Promise<void> {
  await findBrowser()
}
