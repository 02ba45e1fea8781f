import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import {describe, expect, test} from 'vitest'

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8')
const colors = new Map([...css.matchAll(/--color-([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name!, {light: light!, dark: dark!}]))

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].toSorted((x, y) => y - x)
  return (high! + 0.05) / (low! + 0.05)
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map(value => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

const grounds = ['ground', 'surface', 'raised', 'sunken', 'hover']
const tones = ['info', 'good', 'warn', 'bad']
const read: readonly (readonly [string, string])[] = [
  ...['text', 'muted', 'link'].flatMap(ink => grounds.map(ground => [ink, ground] as const)),
  ...tones.flatMap(tone => [`${tone}-soft`, 'ground', 'surface', 'raised'].map(ground => [tone, ground] as const)),
  ...tones.map(tone => ['text', `${tone}-soft`] as const),
  ['on-accent', 'accent'], ['on-accent', 'accent-strong'], ['on-accent-soft', 'accent-soft'],
]

describe.each(['light', 'dark'] as const)('in %s', theme => {
  test.each(read)('%s can be read on %s', (ink, ground) => {
    expect(contrast(colors.get(ink)![theme], colors.get(ground)![theme])).toBeGreaterThanOrEqual(4.5)
  })

  test.each(['ground', 'surface', 'raised'])('borders of controls, accents and the focus ring stand out on %s', ground => {
    for (const edge of ['line-strong', 'accent', 'accent-strong']) expect(contrast(colors.get(edge)![theme], colors.get(ground)![theme])).toBeGreaterThanOrEqual(3)
  })
})
