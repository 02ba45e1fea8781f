/** The law of the inspector: what a person types at a person's speed is what is stored, and nothing else changes, while checks answer and a colleague saves. */
import * as fc from 'fast-check'
import type {Browser} from 'playwright-core'
import {expect} from 'vitest'
import type {UiNode} from '../../ast/index.ts'
import {type BuiltServer, startBuilt} from '../built-server.ts'
import {openBrowser} from '../browser/open-browser.ts'
import {type Designer, openDesigner} from '../browser/open-designer.ts'
import {defineProof} from './run/define-proof.ts'
import {putParts, type Parts} from './inspector/put-parts.ts'
import {stored, typedFields, type TypedField} from './inspector/typed-fields.ts'

/** `delays`: milliseconds before each letter, over and over. `leave`: how the field is left. */
interface Turn {readonly field: TypedField; readonly words: readonly number[]; readonly delays: readonly number[]; readonly leave: 'tab' | 'canvas' | 'row'}
/** `pace`: milliseconds between what the colleague saves. `near`: they save on the very part that is typed into, too. */
interface Session {readonly turns: readonly Turn[]; readonly pace: number; readonly near: boolean}
interface World {readonly server: BuiltServer; readonly browser: Browser; readonly designer: Designer; letters: number; saves: number}

const anyTurn: fc.Arbitrary<Turn> = fc.record({
  field: fc.constantFrom(...typedFields), words: fc.array(fc.nat({max: 35}), {minLength: 3, maxLength: 9}),
  delays: fc.array(fc.integer({min: 40, max: 180}), {minLength: 1, maxLength: 5}), leave: fc.constantFrom('tab', 'canvas', 'row'),
})

defineProof<Session, World>({
  title: 'what is typed into any field of the inspector is stored as typed, and nothing else changes, while checks answer and a colleague saves',
  share: 2,
  cases: 300,
  any: fc.record({turns: fc.array(anyTurn, {minLength: 2, maxLength: 4}), pace: fc.integer({min: 60, max: 400}), near: fc.boolean()}),
  async open() {
    const [server, browser] = await Promise.all([startBuilt(), openBrowser()])
    return {server, browser, designer: await openDesigner(browser, server.url), letters: 0, saves: 0}
  },
  async close({server, browser}) {
    await browser.close()
    await server.close()
  },
  mustHaveSeen({letters, saves}) {
    expect(letters).toBeGreaterThan(10)
    expect(saves).toBeGreaterThan(2)
  },
  async check({turns, pace, near}, world) {
    const {designer, server} = world
    const {page} = designer
    const parts = await putParts(designer)
    await page.goto(`${server.url}/designer/screens/${parts.screen}`)
    await page.locator('.page ui-heading').waitFor()
    await page.getByRole('tab', {name: 'Outline'}).click()
    const expected = new Map(parts.nodes.map(node => [node.id, structuredClone(node) as UiNode]))
    const colleague = startColleague(designer, parts, expected, {pace, near})
    try {
      for (const turn of turns) world.letters += await type(designer, parts, turn, expected)
    } finally {
      world.saves += await colleague.stop()
    }
    await designer.saved()
    const {nodes} = await designer.call<{nodes: UiNode[]}>('GET', `/api/v1/screens/${parts.screen}?at=draft`)
    expect(new Map(nodes.map(node => [node.id, node]))).toEqual(expected)
    expect(designer.trouble).toEqual([])
  },
})

/** Chooses the part, takes the place of what stands in the field letter by letter, and leaves. */
async function type({page}: Designer, parts: Parts, {field, words, delays, leave}: Turn, expected: Map<string, UiNode>): Promise<number> {
  const id = parts.ids[field.part]!
  await page.locator(`#row-${id}`).click()
  const group = page.locator('details.group > summary')
  if (field.pointer === '/when' && !await page.locator('details.group').evaluate(details => (details as HTMLDetailsElement).open)) await group.click()
  const box = page.locator(`[data-pointer="${field.pointer}"]`).locator('input, textarea').first()
  await box.click()
  await page.keyboard.press('Control+a')
  const text = field.text(words)
  for (const [at, letter] of [...text].entries()) {
    await page.waitForTimeout(delays[at % delays.length]!)
    await page.keyboard.type(letter)
  }
  expect(await box.inputValue()).toBe(text)
  if (leave === 'tab') await page.keyboard.press('Tab')
  if (leave === 'canvas') await page.locator('.page ui-heading').click()
  if (leave === 'row') await page.locator(`#row-${parts.ids.heading}`).click()
  expected.set(id, stored(expected.get(id)!, field, text))
  return text.length
}

function startColleague({call}: Designer, {screen, ids}: Parts, expected: Map<string, UiNode>, {pace, near}: Pick<Session, 'pace' | 'near'>): {stop(): Promise<number>} {
  let going = true
  let count = 0
  const save = async (id: string, name: string, value: string | boolean): Promise<void> => {
    await call('POST', `/api/v1/screens/${screen}/steps`, {steps: [{type: 'set', id, path: ['props', name], value}]})
    const node = expected.get(id)!
    expected.set(id, {...node, props: {...node.props, [name]: value}})
  }
  const work = (async () => {
    while (going) {
      count += 1
      await save(ids.heading!, 'subtitle', `Edition ${count}`)
      if (near) await save(ids.button!, 'tone', count % 2 === 0 ? 'plain' : 'primary')
      if (near) await save(ids.grid!, 'toolbar', count % 2 === 0)
      await new Promise(resolve => setTimeout(resolve, pace))
    }
  })()
  return {
    async stop() {
      going = false
      await work
      return count
    },
  }
}
