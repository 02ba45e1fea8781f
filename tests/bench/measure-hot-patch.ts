/** From the answer of a hot patch to the changed DOM in an open page, while a person types in a form on the same page. */
import type {BenchContext} from './bench-context.ts'
import {openBrowser} from '../browser/open-browser.ts'
import {percentile, type Figure} from './measure.ts'

interface ScreenList {readonly items: readonly {readonly id: string; readonly path: string}[]}
interface ScreenTree {readonly nodes: readonly {readonly id: string; readonly snippet: string; readonly parent_id: string | null}[]}

const patches = 100

export async function measureHotPatch(bench: BenchContext): Promise<readonly Figure[]> {
  const screen = (await bench.call<ScreenList>('/api/v1/screens')).items.find(one => one.path === '/companies/:id')!
  const {nodes} = await bench.call<ScreenTree>(`/api/v1/screens/${screen.id}?at=live`)
  const card = nodes.find(node => node.snippet === 'card')!
  const {items} = await bench.call<{readonly items: readonly {readonly id: string}[]}>('/api/v1/records/company?limit=1')
  const browser = await openBrowser()
  try {
    const context = await browser.newContext()
    const page = await context.newPage()
    const errors: string[] = []
    page.on('console', message => message.type() === 'error' && errors.push(message.text()))
    page.on('pageerror', error => errors.push(error.message))
    await page.goto(`${bench.served.url}/login`)
    await page.fill('input[name=email]', 'admin@demo.test')
    await page.fill('input[name=password]', bench.data.password)
    await page.press('input[name=password]', 'Enter')
    await page.waitForURL(/\/app/)
    await page.goto(`${bench.served.url}/app/companies/${items[0]!.id}`)
    await page.waitForFunction(() => document.documentElement.dataset['live'] === 'on')
    const field = page.getByLabel('Name', {exact: false}).first()
    await field.fill('')
    await page.evaluate(id => {
      const seen: Record<string, number> = {}
      const host = document.querySelector(`[data-node="${id}"]`)!
      const look = (): void => {
        const title = /patch-(\d+)/.exec(host.shadowRoot!.textContent ?? '')?.[1]
        if (title && !(title in seen)) seen[title] = performance.timeOrigin + performance.now()
      }
      new MutationObserver(look).observe(host.shadowRoot!, {subtree: true, childList: true, characterData: true})
      Object.assign(window, {patchesSeen: seen})
    }, card.id)
    const text = 'The quick brown fox jumps over the lazy dog, again and again. '.repeat(4)
    const typing = field.pressSequentially(text, {delay: 25})
    const answered: number[] = []
    for (let n = 0; n < patches; n++) {
      await bench.call(`/api/v1/nodes/${card.id}/patch`, {method: 'POST', body: {steps: [{type: 'set', id: card.id, path: ['props', 'title'], value: `patch-${n}`}], note: 'bench'}})
      answered.push(performance.timeOrigin + performance.now())
      await new Promise(resolve => setTimeout(resolve, 40))
    }
    await typing
    await page.waitForFunction(last => String(last) in (window as unknown as {patchesSeen: object}).patchesSeen, patches - 1)
    const seen = await page.evaluate(() => (window as unknown as {patchesSeen: Record<string, number>}).patchesSeen)
    const typed = await field.inputValue()
    const late = answered.map((at, n) => Math.max(0, (seen[String(n)] ?? Infinity) - at))
    const missing = late.filter(value => value === Infinity).length
    return [
      {name: 'hot patch answer to changed DOM, p95', value: percentile(late, 0.95), unit: 'ms', want: 'at most', limit: 50, how: `${patches} patches, ${missing} never seen by themselves; p50 ${percentile(late, 0.5).toFixed(1)} ms, worst ${Math.max(...late).toFixed(1)} ms; 0 where the page changed before the answer came`},
      {name: 'typed characters lost meanwhile', value: typed === text ? 0 : text.length - typed.length || 1, unit: 'characters', want: 'at most', limit: 0, how: `${text.length} typed; console errors: ${errors.length}`},
    ]
  } finally {
    await browser.close()
  }
}
