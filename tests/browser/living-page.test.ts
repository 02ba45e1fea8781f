import type {Browser, Page, Route} from 'playwright-core'
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, test} from 'vitest'
import type {PageState} from '../../runtime/page.ts'
import type {ListResult} from '../../snippets/index.ts'
import {gate} from './gate.ts'
import {openBrowser} from './open-browser.ts'
import {openScreenReader} from './screen-reader.ts'
import {openTinySite, type TinyNode, type TinySite, tinyState} from './tiny/tiny-site.ts'

type Query = Readonly<Record<string, string>>

const rows = ({sort = 'name', cursor = ''}: Query, more: Partial<ListResult> = {}): ListResult => {
  const names = ['Ada', 'Bo', 'Cy'].toSorted((a, b) => (sort.startsWith('-') ? -1 : 1) * a.localeCompare(b))
  return {
    kind: 'list', schema: 'thing', def: {title: 'Thing', type: 'object', properties: {name: {type: 'string'}}}, titles: {}, hrefs: {}, prev: null, total: 3, more: false, choices: {},
    items: (cursor ? ['Dee'] : names).map(name => ({id: name, schema: 'thing', rev: 1, state: 'live', created_at: '', created_by: '', updated_at: '', updated_by: '', data: {name}})),
    next: cursor ? null : 'c2', asked: {sort, q: '', limit: 3, cursor, filters: {}}, may: {create: true, update: true, archive: true}, ...more,
  }
}
const tree = (query: Query, more: Partial<ListResult> = {}, text = 'Hello'): TinyNode => ({id: 'root', snippet: 'tiny-box', children: [
  {id: 'grid', snippet: 'tiny-grid', data: {rows: rows(query, more)}},
  {id: 'field', snippet: 'tiny-field'},
  {id: 'note', snippet: 'tiny-note', props: {text}, on: {press: {act: true}}},
  {id: 'way', snippet: 'tiny-note', props: {text: 'way'}, on: {press: {href: '/app/tiny?tab=two'}}},
]})

let browser: Browser
let site: TinySite
let page: Page
let said: string[]
let served: number

const sees = (text: string): Promise<unknown> => page.waitForFunction(wanted => document.querySelector('ui-tiny-grid')?.shadowRoot?.textContent?.includes(wanted), text)
const live = (): Promise<unknown> => page.waitForSelector('html[data-live=on]')
const typed = (): Promise<string | undefined> => page.evaluate(() => document.querySelector('ui-tiny-field')?.shadowRoot?.querySelector('input')?.value)
const until = async (is: () => boolean): Promise<void> => {
  for (let wait = 0; wait < 200 && !is(); wait++) await page.waitForTimeout(25)
  expect(is()).toBe(true)
}
/** A document that was loaded anew has lost the mark. */
const isSameDocument = (): Promise<boolean> => page.evaluate(() => (window as unknown as {mark?: boolean}).mark === true)

beforeAll(async () => {
  browser = await openBrowser()
  site = await openTinySite(() => tinyState(tree({})))
})
afterAll(async () => {
  await browser?.close()
  await site?.close()
})
beforeEach(async () => {
  served = 0
  site.answer = query => {
    served++
    return tinyState(tree(query), {query})
  }
  site.act = () => ({status: 200, body: {effects: []}})
  site.deaf = false
  site.heard.length = 0
  page = await browser.newPage({viewport: {width: 800, height: 600}})
  said = []
  page.on('console', message => {
    if (message.type() === 'error') said.push(message.text())
  })
  page.on('pageerror', error => said.push(String(error)))
  await page.goto(site.url)
  await live()
  await page.evaluate(() => {
    (window as unknown as {mark: boolean}).mark = true
  })
  await page.fill('ui-tiny-field >> input', 'half ty')
})
afterEach(async () => await page.close())

describe('going to another address of the same screen', () => {
  test('changes the page in place, with what is typed, and back goes back', async () => {
    await page.click('ui-tiny-grid >> th a')
    await sees('by -name')
    expect(new URL(page.url()).search).toBe('?sort=-name')
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('ui-tiny-grid')
    await page.click('ui-tiny-grid >> a.next')
    await sees('Dee')
    expect(new URL(page.url()).search).toBe('?sort=-name&cursor=c2')
    await page.goBack()
    await sees('Cy')
    await page.goBack()
    await sees('by name')
    await page.goForward()
    await sees('by -name')
    expect([await typed(), await isSameDocument(), said]).toEqual(['half ty', true, []])
  })

  test('tells every node the new query, and the live line its new topic', async () => {
    await page.click('[data-node=way] >> button')
    await page.waitForFunction(() => document.querySelector('[data-node=note]')?.shadowRoot?.querySelector('small')?.textContent === 'two')
    await until(() => site.heard.some(message => message.type === 'subscribe' && JSON.stringify(message['topics']) === '["screen:/tiny?tab=two"]'))
    expect(site.heard.some(message => message.type === 'unsubscribe' && JSON.stringify(message['topics']) === '["screen:/tiny"]')).toBe(true)
  })

  test('of two clicks the last one wins, however late the first is answered', async () => {
    const first = gate()
    site.answer = async query => {
      if (query['sort'] === '-name') await first.passed
      return tinyState(tree(query), {query})
    }
    await page.click('ui-tiny-grid >> th a')
    await page.waitForTimeout(50)
    await page.evaluate(() => document.querySelector('ui-tiny-grid')?.dispatchEvent(new CustomEvent('ui-go', {bubbles: true, composed: true, detail: {href: '/app/tiny?cursor=c2'}})))
    await sees('Dee')
    first.open()
    await page.waitForTimeout(200)
    await sees('Dee')
    expect(new URL(page.url()).search).toBe('?cursor=c2')
  })

  test('says that it is loading only when it takes a while', async () => {
    const answer = gate()
    site.answer = async query => {
      await answer.passed
      return tinyState(tree(query), {query})
    }
    // Told by the page's own clock, as a busy machine may be slow to look.
    const waited = page.evaluate(() => new Promise<number>(done => {
      let clicked = 0
      addEventListener('click', () => (clicked = performance.now()), {capture: true, once: true})
      new MutationObserver((_, observer) => {
        if (!document.querySelector('.ui-loading')) return
        observer.disconnect()
        done(performance.now() - clicked)
      }).observe(document, {childList: true, subtree: true})
    }))
    await page.click('ui-tiny-grid >> th a')
    expect(await waited).toBeGreaterThan(140)
    expect(await page.locator('#page[aria-busy=true]').count()).toBe(1)
    answer.open()
    await sees('by -name')
    await page.waitForFunction(() => !document.getElementById('page')?.hasAttribute('aria-busy') && !document.querySelector('.ui-loading'))
  })

  test.each(['no answer', 'the answer of a proxy'])('while there is %s the page stays, says so, and goes on by itself', async way => {
    const answer = (route: Route): Promise<void> => way === 'no answer' ? route.abort() : route.fulfill({status: 502, body: 'Bad gateway'})
    const away = (): Promise<unknown> => page.route('**/app/tiny*', answer)
    const notice = page.locator('.ui-offline', {hasText: 'The server cannot be reached'})
    await away()
    await page.click('ui-tiny-grid >> th a')
    await notice.waitFor()
    await page.locator('#page[aria-busy=true]').waitFor()
    expect(new URL(page.url()).search).toBe('')
    // The last one asked for counts, as ever.
    await page.evaluate(() => document.dispatchEvent(new CustomEvent('ui-go', {detail: {href: '/app/tiny?cursor=c2'}})))
    await notice.waitFor()
    await page.unroute('**/app/tiny*')
    await sees('Dee')
    await notice.waitFor({state: 'detached'})
    expect([new URL(page.url()).search, await page.locator('#page[aria-busy=true]').count()]).toEqual(['?cursor=c2', 0])
    await away()
    await page.goBack()
    await notice.waitFor()
    await page.goForward()
    await notice.waitFor({state: 'detached'})
    await page.goBack()
    await notice.waitFor()
    await page.unroute('**/app/tiny*')
    await sees('Cy')
    await notice.waitFor({state: 'detached'})
    expect([await typed(), await isSameDocument()]).toEqual(['half ty', true])
  })

  test('leaves the page when the answer is no page', async () => {
    await page.route('**/app/tiny?sort=-name', async route => await (route.request().headers()['accept']?.includes('page+json') ? route.fulfill({status: 500, body: 'no'}) : route.continue()))
    await page.click('ui-tiny-grid >> th a')
    await page.waitForFunction(() => !(window as unknown as {mark?: boolean}).mark)
    await sees('by -name')
  })

  test('leaves modified clicks, other targets, downloads and other pages to the browser', async () => {
    const context = page.context()
    const [tab] = await Promise.all([context.waitForEvent('page'), page.click('ui-tiny-grid >> th a', {modifiers: ['ControlOrMeta']})])
    await tab.waitForURL('**/app/tiny?sort=-name')
    await tab.close()
    await page.evaluate(() => {
      const note = document.querySelector('[data-node=note]')
      note?.insertAdjacentHTML('beforeend', '<a id="out" href="/app/other">x</a>')
      note?.shadowRoot?.append(document.createElement('slot'))
    })
    await page.click('#out')
    await page.waitForURL('**/app/other')
  })
})

describe('the live line', () => {
  test('changed records are fetched at once, and a flood of changes costs few requests', async () => {
    await until(() => site.heard.length > 0)
    expect(site.heard[0]).toEqual({type: 'subscribe', topics: ['screen:/tiny', 'records:thing'], since: 1, user: 'u'})
    const before = served
    let seq = 1
    site.answer = query => {
      served++
      return tinyState(tree(query, {total: seq}), {query, seq})
    }
    for (; seq < 101; seq++) {
      site.say({type: 'records-changed', schema: 'thing', changes: [{id: 'x', rev: seq, op: 'update'}], seq})
      await page.waitForTimeout(10)
    }
    await sees('101 in all')
    expect(served - before).toBeLessThanOrEqual(6)
    expect([await typed(), said]).toEqual(['half ty', []])
  })

  test('records of which only titles are shown count only when their title is here', async () => {
    site.answer = query => {
      served++
      return {...tinyState(tree(query, {titles: {c1: 'Acme'}}), {query, seq: 5}), linked: ['company']}
    }
    await page.reload()
    await live()
    const before = served
    site.say({type: 'records-changed', schema: 'company', changes: [{id: 'c2', rev: 2, op: 'update'}], seq: 6})
    await page.waitForTimeout(400)
    expect(served).toBe(before)
    site.say({type: 'records-changed', schema: 'company', changes: [{id: 'c1', rev: 2, op: 'update'}], seq: 7})
    await until(() => served === before + 1)
  })

  test('a swap that binds other data brings the topics it needs', async () => {
    site.answer = query => tinyState(tree(query), {query, hash: 'h2', seq: 4, schemas: ['thing', 'other']})
    site.say({type: 'screen-swapped', topic: 'screen:/tiny', screen: '/tiny', from: 'h1', to: 'h2', steps: [{type: 'set', id: 'grid', path: ['data', 'rows', 'total'], value: 4}], seq: 4})
    await until(() => site.heard.some(message => 'topics' in message && message.topics.join() === 'records:other'))
  })

  test('a state that is older than a swap already shown is asked for again', async () => {
    const states: PageState[] = []
    site.answer = query => {
      const state = states.shift()
      served++
      return state ?? tinyState(tree(query, {}, 'Newest'), {query, hash: 'h2', seq: 12})
    }
    states.push(tinyState(tree({}, {}, 'Old'), {seq: 3}))
    site.say({type: 'screen-swapped', topic: 'screen:/tiny', screen: '/tiny', from: 'h1', to: 'h2', steps: [{type: 'set', id: 'note', path: ['props', 'text'], value: 'Swapped'}], seq: 11})
    site.say({type: 'records-changed', schema: 'thing', changes: [], seq: 12})
    await page.waitForFunction(() => document.querySelector('[data-node=note]')?.shadowRoot?.textContent?.includes('Newest'))
    expect(states).toEqual([])
  })

  test('comes back after a cut, from the last event it saw, keeps what is typed, and says so only when it takes long', async () => {
    site.deaf = true
    site.heard.length = 0
    await page.route('**/app/tiny*', route => route.abort())
    site.cut()
    await page.waitForSelector('html[data-live=off]')
    expect(await page.locator('.ui-offline').count()).toBe(0)
    await page.waitForSelector('.ui-offline', {timeout: 30_000})
    expect(await page.textContent('.ui-offline')).toContain('what you type is kept')
    await page.focus('ui-tiny-field >> input')
    await page.keyboard.press('End')
    await page.keyboard.type('ped')
    await page.unroute('**/app/tiny*')
    site.deaf = false
    await page.waitForSelector('html[data-live=on]', {timeout: 60_000})
    expect(await page.locator('.ui-offline').count()).toBe(0)
    expect(site.heard[0]).toEqual({type: 'subscribe', topics: ['screen:/tiny', 'records:thing'], since: 1, user: 'u'})
    expect(await typed()).toBe('half typed')
  })

  test.each(['refuses it', 'never lets it answer'])('where a proxy %s, that is said, and the page looks by HTTP on return to it and each minute', async way => {
    let total = 3
    site.answer = query => {
      served++
      return tinyState(tree(query, {total}), {query, seq: total})
    }
    site.deaf = true
    if (way !== 'refuses it') await page.routeWebSocket('**/live', () => undefined)
    await page.clock.install()
    await page.reload()
    const notice = page.locator('.ui-offline', {hasText: 'Live updates do not get through here'})
    if (way === 'refuses it') await page.clock.resume()
    else await page.clock.runFor(3500)
    await notice.waitFor({timeout: 2000})
    await page.fill('ui-tiny-field >> input', 'half ty')
    total = 44
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await sees('44 in all')
    total = 55
    await page.clock.fastForward(61_000)
    await sees('55 in all')
    const before = served
    await page.clock.fastForward(30_000)
    expect(served - before).toBeLessThanOrEqual(1)
    await notice.getByRole('button', {name: 'Close'}).click()
    await page.clock.fastForward(61_000)
    expect([await page.locator('.ui-offline').count(), await typed()]).toEqual([0, 'half ty'])
    if (way !== 'refuses it') return
    site.deaf = false
    await page.evaluate(() => dispatchEvent(new Event('online')))
    await live()
    expect(await page.locator('.ui-offline').count()).toBe(0)
  })

  test('news that could not be fetched are fetched once the server is back', async () => {
    await page.route('**/app/tiny', route => route.abort())
    site.answer = query => tinyState(tree(query, {total: 77}), {query, seq: 9})
    site.say({type: 'records-changed', schema: 'thing', changes: [], seq: 9})
    await page.waitForTimeout(300)
    await page.unroute('**/app/tiny')
    await sees('77 in all')
  })

  test('a session that ended offers to sign in again beside what was typed, tries no line meanwhile, and is back with its person', async () => {
    site.cut(4401)
    const notice = page.locator('.ui-offline a[href^="/login?next=%2Fapp%2Ftiny"]')
    await notice.waitFor()
    const before = site.heard.length
    expect(await typed()).toBe('half ty')
    await page.waitForTimeout(4_000)
    expect([site.heard.length, await notice.count()]).toEqual([before, 1])
    await page.evaluate(() => dispatchEvent(new Event('focus')))
    await notice.waitFor({state: 'detached'})
    expect(site.heard.slice(before)).toMatchObject([{type: 'subscribe', user: 'u'}])
    expect(await typed()).toBe('half ty')
  })

  test('who signs in beside the page is said, and the page stays as it was', async () => {
    site.cut(4403)
    await page.locator('.ui-offline', {hasText: 'Someone else has signed in'}).waitFor()
    expect(await typed()).toBe('half ty')
  })
})

describe('actions', () => {
  test('are asked of the server with where the page stands, and what it answers happens', async () => {
    const asked: object[] = []
    site.act = body => {
      asked.push(body)
      return {status: 200, body: {effects: [{do: 'notify', text: 'Saved', tone: 'good'}, {do: 'set', param: 'tab', value: 'two'}]}}
    }
    await page.click('[data-node=note] >> button')
    await page.waitForSelector('.ui-toast.good >> text=Saved')
    await page.waitForURL('**/app/tiny?tab=two')
    expect(asked).toEqual([{screen: 's', hash: 'h1', node: 'note', event: 'press', path: '/app/tiny', query: {}, payload: {from: 'Hello'}}])
    expect(await isSameDocument()).toBe(true)
  })

  test('a second press while the first is under way does nothing more', async () => {
    let count = 0
    const answer = gate()
    await page.route('**/app/act', async route => {
      count++
      await answer.passed
      await route.fulfill({json: {effects: []}})
    })
    await page.click('[data-node=note] >> button')
    await until(() => count === 1)
    await page.click('[data-node=note] >> button')
    const answered = page.waitForResponse('**/app/act')
    answer.open()
    await answered
    expect(count).toBe(1)
  })

  test('a refusal is said in the server\'s words and stays until it is closed', async () => {
    site.act = () => ({status: 403, body: {title: 'Not allowed', detail: 'You may not archive orders.'}})
    await page.click('[data-node=note] >> button')
    await page.waitForSelector('.ui-toast.bad[role=alert] >> text=You may not archive orders.')
    await page.click('.ui-toast.bad >> button')
    expect(await page.locator('.ui-toast').count()).toBe(0)
  })

  test('what they say is announced once each, and closing it gives the focus back', async () => {
    const reader = await openScreenReader(page)
    await page.reload()
    await live()
    const button = page.locator('[data-node=note] >> button')
    site.act = () => ({status: 200, body: {effects: [{do: 'notify', text: 'Saved', tone: 'good'}]}})
    await button.press('Enter')
    await page.waitForSelector('.ui-toast.good')
    expect(await reader.heard()).toEqual([expect.stringContaining('Saved')])
    site.act = () => ({status: 403, body: {title: 'Not allowed', detail: 'You may not.'}})
    for (const _ of [1, 2]) {
      await button.press('Enter')
      await expect.poll(async () => (await reader.heard()).filter(words => words.includes('You may not.')).length).toBe(1)
    }
    for (let left = await page.locator('.ui-toast').count() - 1; left >= 0; left--) {
      await page.locator('.ui-toast >> button').last().press('Enter')
      await expect.poll(() => page.locator('.ui-toast').count()).toBe(left)
      await expect.poll(async () => (await reader.focus()).name).toBe(left > 0 ? 'Close' : 'Press')
    }
  })

  test('without an answer they say that nothing was changed', async () => {
    await page.route('**/app/act', route => route.abort())
    await page.click('[data-node=note] >> button')
    await page.waitForSelector('.ui-toast.bad >> text=could not be reached')
  })
})
