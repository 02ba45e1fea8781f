/** Accessibility of what stands in a browser, shadow roots and all. */
import {readFile} from 'node:fs/promises'
import {createRequire} from 'node:module'
import type {Page} from 'playwright-core'

interface Violation {readonly id: string; readonly nodes: readonly {readonly target: readonly unknown[]; readonly failureSummary?: string}[]}

const source = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What fades in has less contrast on its way. */
const settled = 'Promise.all(document.getAnimations().filter(one => one.effect?.getComputedTiming().endTime !== Infinity).map(one => one.finished.catch(() => {})))'

/** What axe-core finds wrong by WCAG 2.2 AA and its best practices, one line for each place. Runs beside the page's content policy, not through it. */
export async function runAxe(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('Runtime.evaluate', {expression: await readFile(source, 'utf8')})
    const {result} = await session.send('Runtime.evaluate', {expression: `${settled}.then(() => axe.run(document)).then(found => JSON.stringify(found.violations))`, awaitPromise: true, returnByValue: true})
    const violations = JSON.parse(String(result.value)) as readonly Violation[]
    return violations.flatMap(({id, nodes}) => nodes.map(({target, failureSummary}) => `${id} at ${target.flat().join(' ')}: ${failureSummary ?? ''}`))
  } finally {
    await session.detach()
  }
}
