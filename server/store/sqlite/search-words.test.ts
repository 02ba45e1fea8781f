import {expect, test} from 'vitest'
import {markMatches} from './mark-matches.ts'
import {matchOf, wordsOf} from './search-words.ts'

const shown = (text: string): string => text.replaceAll('\uE000', '[').replaceAll('\uE001', ']')

test('what is typed becomes quoted words, the last of them a prefix', () => {
  expect(matchOf(wordsOf('  Ann "Smi'))).toBe('"Ann" "Smi"*')
  expect(matchOf(wordsOf('ann@mail.test'))).toBe('"ann" "mail" "test"*')
  expect(matchOf(wordsOf('title:x* OR NEAR(y)'))).toBe('"title" "x" "OR" "NEAR" "y"*')
  expect(matchOf(wordsOf('-- \u0301 !'))).toBe('')
  expect(wordsOf('a '.repeat(100))).toHaveLength(12)
})

test('the words that matched are marked, without regard to case and accents', () => {
  expect(shown(markMatches('Zoë Nordström', 'lives in Oulu', ['zoe', 'nord']))).toBe('[Zoë] [Nordström]')
  expect(shown(markMatches('Bob Smith', 'likes smithereens\nand ants', ['smith', 'an']))).toBe('likes smithereens [and] [ants]')
  expect(shown(markMatches('Ann Smith', 'nothing here', ['smith']))).toBe('Ann [Smith]')
})

test('of a long text the piece around the matches is shown', () => {
  const body = `${'early words '.repeat(40)}the quick fox${' later words'.repeat(40)}`
  const piece = shown(markMatches('A title', body, ['quick', 'fo']))
  expect(piece).toMatch(/^…(?:early |words )+the \[quick\] \[fox\] later words .*…$/)
  expect(piece.length).toBeLessThan(140)
  expect(shown(markMatches('', 'x'.repeat(500), ['x']))).toHaveLength(121)
})
