/** Someone who works by keys alone, and looks after each: where the focus is, to the eye and to a screen reader, and what was announced. */
import type {Page} from 'playwright-core'
import {focusedPlace} from './focused-place.ts'
import type {ScreenReader} from './screen-reader.ts'

export interface Expected {
  /** What has the focus then; anything but the body where it is left out. */
  readonly focus?: string | RegExp
  /** What is announced, in any order, each once. */
  readonly heard?: readonly (string | RegExp)[]
}

export interface Keyboard {
  /** What was wrong, one line each: the focus on the body, out of sight or elsewhere than expected; what was not announced, or twice. */
  readonly wrongs: readonly string[]
  /** By Tab, backwards where that is said, until something called so has the focus. Throws when there is none. */
  to(name: string | RegExp, back?: 'back'): Promise<void>
  press(key: string, expected?: Expected): Promise<void>
  /** Letter by letter. */
  type(words: string, expected?: Expected): Promise<void>
  /** Only whether what has the focus is seen. */
  glance(what: string): Promise<string>
  /** Looks, after something else has happened. */
  look(what: string, expected?: Expected): Promise<void>
}

const stops = 200
/** How things stand, not what changed: of two changes each is followed by both. */
const states: ReadonlySet<string> = new Set(['Saving…', 'Saved'])

/** `before`: what happens to the page before each key that is looked after. */
export function openKeyboard(page: Page, reader: ScreenReader, where: string, before: () => Promise<unknown> = async () => {}): Keyboard {
  const wrongs: string[] = []
  const matches = (text: string, wanted: string | RegExp): boolean => typeof wanted === 'string' ? text === wanted : wanted.test(text)

  const glance = async (what: string): Promise<string> => {
    const {name, seen} = await focusedPlace(page)
    if (!seen) wrongs.push(`${where}: ${what}: “${name}” has the focus and is not seen`)
    return name
  }
  /** The first look at which all is as expected, or the last one before patience ends. */
  const look = async (what: string, {focus, heard = []}: Expected = {}): Promise<void> => {
    const announced: string[] = []
    let now = await reader.focus()
    for (let attempt = 0; attempt < 60; attempt++) {
      announced.push(...await reader.heard())
      now = await reader.focus()
      const isThere = now.role !== 'body' && now.role !== 'nothing' && (focus === undefined || matches(now.name, focus))
      if (isThere && heard.every(words => announced.some(text => matches(text, words)))) break
      await page.waitForTimeout(50)
    }
    if (now.role === 'body' || now.role === 'nothing') wrongs.push(`${where}: ${what}: the focus is on the ${now.role}`)
    else if (focus !== undefined && !matches(now.name, focus)) {
      const got = `${now.role} “${now.name}” in ${now.within.join(' < ')}`
      wrongs.push(`${where}: ${what}: expected the focus on ${String(focus)}, got ${got}`)
    }
    for (const words of heard) {
      const times = announced.filter(text => matches(text, words)).length
      if (times !== 1) wrongs.push(`${where}: ${what}: ${String(words)} was announced ${times} times, among ${JSON.stringify(announced)}`)
    }
    const twice = announced.filter((text, index) => announced.indexOf(text) !== index && !states.has(text))
    if (twice.length > 0) wrongs.push(`${where}: ${what}: announced twice: ${JSON.stringify(twice)}`)
    await glance(what)
  }

  return {
    wrongs, look, glance,
    async to(name, back) {
      for (let stop = 0; stop < stops; stop++) {
        await page.keyboard.press(back ? 'Shift+Tab' : 'Tab')
        if (matches(await glance(`on the way to ${String(name)}`), name)) return
      }
      throw new Error(`${where}: Tab never comes to ${String(name)}`)
    },
    async press(key, expected) {
      await before()
      await reader.heard()
      await page.keyboard.press(key)
      await look(`after ${key}`, expected)
    },
    async type(words, expected) {
      await before()
      await reader.heard()
      await page.keyboard.type(words)
      await look(`after typing ${words}`, expected)
    },
  }
}
