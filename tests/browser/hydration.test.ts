import type {Browser, Page} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {Step} from '../../ast/index.ts'
import type {PageNode, PageState} from '../../runtime/page.ts'
import {gate} from './gate.ts'
import {openBrowser} from './open-browser.ts'
import {openTinySite, type TinyNode, type TinySite, tinyState} from './tiny/tiny-site.ts'

const tree: TinyNode = {id: 'root', snippet: 'tiny-box', children: [
  {id: 'note', snippet: 'tiny-note', props: {text: 'Hello'}},
  {id: 'field', snippet: 'tiny-field', props: {label: 'Name'}},
  {id: 'box', snippet: 'tiny-box', children: [{id: 'aside', snippet: 'tiny-note', props: {text: 'Aside'}, slot: 'side'}]},
]}

let browser: Browser
let site: TinySite
let page: Page
let said: string[]

beforeAll(async () => {
  browser = await openBrowser()
  site = await openTinySite(() => tinyState(tree))
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  site.answer = () => tinyState(tree)
  site.heard.length = 0
  page = await browser.newPage({viewport: {width: 800, height: 600}})
  said = []
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) said.push(message.text())
  })
  page.on('pageerror', error => said.push(String(error)))
})
afterEach(async () => await page.close())

const live = (): Promise<unknown> => page.waitForSelector('html[data-live=on]')
const field = 'ui-tiny-field input'
const swap = (state: PageState, steps: readonly Step<PageNode>[], from = 'h1'): void => site.say({type: 'screen-swapped', topic: 'screen:/tiny', screen: '/tiny', from, to: state.hash, steps, seq: state.seq})

/** Marks an element, so that one made anew is noticed. */
const mark = (selector: string): Promise<void> => page.evaluate(found => {
  (document.querySelector(found) as unknown as {mark: boolean}).mark = true
}, selector)
const marked = (selector: string): Promise<boolean> => page.evaluate(found => (document.querySelector(found) as unknown as {mark?: boolean}).mark === true, selector)
/** What has the focus, within shadow roots, and where the caret is. */
const focus = (): Promise<{tag: string; start: number | null; end: number | null; value: string}> => page.evaluate(() => {
  let active = document.activeElement
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement
  const input = active as HTMLInputElement
  return {tag: input.localName, start: input.selectionStart, end: input.selectionEnd, value: input.value}
})

describe('hydration', () => {
  test('the server\'s nodes are taken over, not drawn again, without a word in the console and without a shift', async () => {
    await page.addInitScript(() => {
      const found = window as unknown as {shifts: number; first: Node | null | undefined}
      found.shifts = 0
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) found.shifts += (entry as unknown as {value: number}).value
      }).observe({type: 'layout-shift', buffered: true})
      document.addEventListener('readystatechange', () => {
        found.first ??= document.querySelector('ui-tiny-note')?.shadowRoot?.querySelector('p')
      })
    })
    await page.goto(site.url)
    await live()
    await page.waitForTimeout(200)
    const result = await page.evaluate(() => {
      const note = document.querySelector('ui-tiny-note')
      const root = note?.shadowRoot
      return {
        same: root?.querySelector('p') === (window as unknown as {first: Node}).first,
        paragraphs: root?.querySelectorAll('p').length,
        styles: root?.querySelectorAll('style').length,
        adopted: root?.adoptedStyleSheets.length,
        color: getComputedStyle(root!.querySelector('p')!).color,
        display: getComputedStyle(document.querySelector('ui-tiny-box')!).display,
        shifts: (window as unknown as {shifts: number}).shifts,
        own: Object.hasOwn(note!, 'view'),
      }
    })
    expect(result).toEqual({same: true, paragraphs: 1, styles: 0, adopted: 2, color: 'rgb(10, 80, 20)', display: 'flex', shifts: 0, own: false})
    expect(said).toEqual([])
  })

  test('a page reads the same before its script has run as after', async () => {
    const context = await browser.newContext({javaScriptEnabled: false, viewport: {width: 800, height: 600}})
    const still = await context.newPage()
    await still.goto(site.url)
    await page.goto(site.url)
    await live()
    expect((await still.screenshot()).equals(await page.screenshot())).toBe(true)
    await context.close()
  })

  test('what was typed before the script came is kept, with the caret, and the behaviour hears of it', async () => {
    const script = gate()
    await page.route('**/tiny-field.js', async route => {
      await script.passed
      await route.continue()
    })
    await page.goto(site.url, {waitUntil: 'commit'})
    await page.click(field)
    await page.keyboard.type('half a na')
    await page.keyboard.press('ArrowLeft')
    script.open()
    await page.waitForFunction(() => document.querySelector('ui-tiny-field')?.shadowRoot?.querySelector('output')?.textContent === '1')
    expect(await focus()).toEqual({tag: 'input', start: 8, end: 8, value: 'half a na'})
    expect(said).toEqual([])
  })

  test('only the scripts of the snippets on the page are loaded', async () => {
    const asked: string[] = []
    page.on('request', request => asked.push(request.url().split('/').pop() ?? ''))
    await page.goto(site.url)
    await live()
    expect(asked.filter(file => file.startsWith('tiny-')).toSorted()).toEqual(['tiny-box.js', 'tiny-field.js', 'tiny-note.js'])
  })

  test('a snippet that throws on the server is drawn in the browser when it can be, and is an error box when not', async () => {
    site.answer = () => tinyState({...tree, children: [{id: 'bad', snippet: 'tiny-note', props: {text: 'x', fail: true}}, {id: 'good', snippet: 'tiny-note', props: {text: 'I live'}}]})
    await page.goto(site.url)
    await live()
    expect(await page.textContent('[data-node=bad] >> [role=alert]')).toBe('This part could not be shown (tiny-note).')
    expect(await page.textContent('[data-node=good] >> p')).toContain('I live')
    swap(tinyState(tree, {hash: 'h2', seq: 2}), [{type: 'set', id: 'bad', path: ['props', 'fail'], value: false, was: true}])
    await page.waitForFunction(() => document.querySelector('[data-node=bad]')?.shadowRoot?.querySelector('p')?.textContent?.startsWith('x'))
  })

  test('a snippet that is not installed is an error box in both', async () => {
    site.answer = () => tinyState({...tree, children: [{id: 'gone', snippet: 'not-here'}, {id: 'good', snippet: 'tiny-note', props: {text: 'I live'}}]})
    await page.goto(site.url)
    await live()
    expect(await page.textContent('[data-node=gone] >> [role=alert]')).toContain('not-here')
    expect(said).toEqual([])
  })
})

describe('a swap', () => {
  test('of one node changes that element and nothing else: focus, selection, text, state and scroll stay', async () => {
    await page.goto(site.url)
    await live()
    await page.click(field)
    await page.keyboard.type('Ada Lovelace')
    await page.evaluate(() => {
      const root = document.querySelector('ui-tiny-field')?.shadowRoot
      root?.querySelector('input')?.setSelectionRange(2, 5)
      root?.querySelector('.scroll')?.scrollTo({top: 100})
    })
    await mark('ui-tiny-field')
    const next = tinyState(tree, {hash: 'h2', seq: 2})
    swap(next, [{type: 'set', id: 'note', path: ['props', 'text'], value: 'Swapped', was: 'Hello'}])
    await page.waitForFunction(() => document.querySelector('ui-tiny-note')?.shadowRoot?.textContent?.includes('Swapped'))
    expect(await marked('ui-tiny-field')).toBe(true)
    expect(await focus()).toEqual({tag: 'input', start: 2, end: 5, value: 'Ada Lovelace'})
    expect(await page.evaluate(() => document.querySelector('ui-tiny-field')?.shadowRoot?.querySelector('.scroll')?.scrollTop)).toBe(100)
    expect(await page.textContent(`ui-tiny-field >> output`)).toBe('12')
    await page.keyboard.type('X')
    expect((await focus()).value).toBe('AdXovelace')
  })

  test('that changes the node itself keeps what is typed in it', async () => {
    await page.goto(site.url)
    await live()
    await page.click(field)
    await page.keyboard.type('kept')
    swap(tinyState(tree, {hash: 'h2', seq: 2}), [{type: 'set', id: 'field', path: ['props', 'label'], value: 'Full name', was: 'Name'}])
    await page.waitForFunction(() => document.querySelector('ui-tiny-field')?.shadowRoot?.querySelector('label')?.textContent?.startsWith('Full name'))
    expect(await focus()).toEqual({tag: 'input', start: 4, end: 4, value: 'kept'})
  })

  test.each([['with moveBefore', true], ['without it', false]])('that moves the node, or the box it is in, keeps focus, caret, text and scroll (%s)', async (_, hasMoveBefore) => {
    if (!hasMoveBefore) await page.addInitScript(() => Reflect.deleteProperty(Element.prototype, 'moveBefore'))
    await page.goto(site.url)
    await live()
    await page.click(field)
    await page.keyboard.type('half typed')
    await page.keyboard.press('ArrowLeft')
    await page.evaluate(() => document.querySelector('ui-tiny-field')?.shadowRoot?.querySelector('.scroll')?.scrollTo({top: 60}))
    await mark('ui-tiny-field')
    swap(tinyState(tree, {hash: 'h2', seq: 2}), [{type: 'move', id: 'field', to: {parent_id: 'box', slot: 'side', order: 'a9'}, was: {parent_id: 'root', slot: 'default', order: 'a1'}}])
    await page.waitForFunction(() => document.querySelector('ui-tiny-field')?.parentElement?.localName === 'ui-slot')
    swap(tinyState(tree, {hash: 'h3', seq: 3}), [{type: 'move', id: 'box', to: {parent_id: 'root', slot: 'default', order: 'Zz'}, was: {parent_id: 'root', slot: 'default', order: 'a2'}}], 'h2')
    await page.waitForFunction(() => document.querySelector('[data-node=root]')?.firstElementChild?.getAttribute('data-node') === 'box')
    expect(await page.evaluate(() => [...document.querySelectorAll('[data-node=box] > ui-slot > *')].map(each => each.getAttribute('data-node')))).toEqual(['aside', 'field'])
    expect(await marked('ui-tiny-field')).toBe(true)
    expect(await focus()).toEqual({tag: 'input', start: 9, end: 9, value: 'half typed'})
    expect(await page.evaluate(() => document.querySelector('ui-tiny-field')?.shadowRoot?.querySelector('.scroll')?.scrollTop)).toBe(60)
    expect(said).toEqual([])
  })

  test('inserts and removes nodes where the tree says', async () => {
    await page.goto(site.url)
    await live()
    const node = {screen_id: 's', slot: 'default', snippet: 'tiny-note', props: {text: 'new'}}
    swap(tinyState(tree, {hash: 'h2', seq: 2}), [
      {type: 'insert', nodes: [{...node, id: 'in', parent_id: 'root', order: 'a0V', snippet: 'tiny-box', props: {}}, {...node, id: 'in2', parent_id: 'in', order: 'a0'}, {...node, id: 'in3', parent_id: 'in', order: 'a0', slot: 'side'}]},
      {type: 'remove', id: 'field'},
    ])
    await page.waitForFunction(() => document.querySelector('[data-node=in3]')?.shadowRoot?.textContent?.includes('new'))
    expect(await page.evaluate(() => [...document.querySelectorAll('[data-node=root] > [data-node]')].map(each => each.getAttribute('data-node')))).toEqual(['note', 'in', 'box'])
    expect(await page.evaluate(() => document.querySelector('[data-node=in]')?.innerHTML.replace(/<!--.*?-->/g, ''))).toBe('<ui-tiny-note data-node="in2"></ui-tiny-note><ui-slot name="side" slot="side"><ui-tiny-note data-node="in3"></ui-tiny-note></ui-slot>')
  })

  test('with another snippet for a node keeps the node\'s children', async () => {
    await page.goto(site.url)
    await live()
    await mark('[data-node=aside]')
    swap(tinyState(tree, {hash: 'h2', seq: 2}), [{type: 'set', id: 'note', path: ['snippet'], value: 'tiny-field', was: 'tiny-note'}])
    await page.waitForSelector('ui-tiny-field[data-node=note]')
    expect(await marked('[data-node=aside]')).toBe(true)
    expect(await page.evaluate(() => document.querySelector('[data-node=root]')?.firstElementChild?.getAttribute('data-node'))).toBe('note')
  })

  test('that does not start where the page stands makes it ask for the whole state, and typing is kept', async () => {
    await page.goto(site.url)
    await live()
    await page.click(field)
    await page.keyboard.type('kept')
    site.answer = () => tinyState({...tree, children: [...tree.children!.slice(0, 2), {id: 'grid', snippet: 'tiny-grid'}]}, {hash: 'h9', seq: 9})
    swap(tinyState(tree, {hash: 'h9', seq: 9}), [], 'h8')
    await page.waitForSelector('ui-tiny-grid >> text=nothing')
    expect(await page.locator('[data-node=box]').count()).toBe(0)
    expect(await focus()).toEqual({tag: 'input', start: 4, end: 4, value: 'kept'})
  })
})

describe('while developing', () => {
  test('a saved snippet takes over in place: new look and behaviour, the same element, its state and what is typed', async () => {
    await page.goto(site.url)
    await live()
    await page.click(field)
    await page.keyboard.type('abc')
    await mark('ui-tiny-field')
    const script = site.files.get('tiny-field.js') ?? ''
    expect(script).toContain('<output>')
    site.files.set('tiny-field-2.js', script.replace('<output>', '<output class="fresh">now ').replace('width: 200px', 'width: 300px'))
    site.say({type: 'snippet-changed', name: 'tiny-field', url: '/assets/tiny-field-2.js', seq: 2})
    await page.waitForSelector('ui-tiny-field >> output.fresh')
    expect(await page.textContent('ui-tiny-field >> output')).toBe('now 3')
    expect(await marked('ui-tiny-field')).toBe(true)
    expect(await page.evaluate(() => document.querySelector('ui-tiny-field')?.shadowRoot?.querySelector('input')?.clientWidth)).toBeGreaterThan(290)
    const node = {id: 'more', screen_id: 's', parent_id: 'root', slot: 'default', order: 'a8', snippet: 'tiny-field', props: {}}
    swap(tinyState(tree, {hash: 'h2', seq: 2}), [{type: 'insert', nodes: [node]}])
    await page.waitForSelector('[data-node=more] >> output.fresh')
    expect(said).toEqual([])
  })
})
