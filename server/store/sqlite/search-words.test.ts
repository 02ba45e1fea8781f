import {expect, test} from 'vitest'
import {markMatches} from './mark-matches.ts'
import {indexedWords, matchOf, wordsOf} from './search-words.ts'

const shown = (text: string): string => text.replaceAll('\uE000', '[').replaceAll('\uE001', ']')

test('what is typed becomes folded and quoted words, each of them a prefix', () => {
  expect(matchOf(wordsOf('  Ann "Smi'))).toBe('"ann"* "smi"*')
  expect(matchOf(wordsOf('ann@mail.test'))).toBe('"ann"* "mail"* "test"*')
  expect(matchOf(wordsOf('title:x* OR NEAR(y)'))).toBe('"title"* "x"* "or"* "near"* "y"*')
  expect(matchOf(wordsOf('-- \u0301 !'))).toBe('')
  expect(wordsOf('a '.repeat(100))).toHaveLength(12)
})

test('the words that matched are marked, without regard to case and accents', () => {
  expect(shown(markMatches('Zoë Nordström', 'lives in Oulu', ['zoe', 'nord']))).toBe('[Zoë] [Nordström]')
  expect(shown(markMatches('Bob Smith', 'likes smithereens\nand ants', ['smith', 'an']))).toBe('likes [smithereens] [and] [ants]')
  expect(shown(markMatches('Ann Smith', 'nothing here', ['smith']))).toBe('Ann [Smith]')
})

test('of a long text the piece around the matches is shown', () => {
  const body = `${'early words '.repeat(40)}the quick fox${' later words'.repeat(40)}`
  const piece = shown(markMatches('A title', body, ['quick', 'fo']))
  expect(piece).toMatch(/^…(?:early |words )+the \[quick\] \[fox\] later words .*…$/)
  expect(piece.length).toBeLessThan(140)
  expect(shown(markMatches('', 'x'.repeat(500), ['x']))).toHaveLength(121)
})

test('where a script has no spaces, pairs of letters are the words, and a text is found by any piece of it', () => {
  expect(indexedWords('東京都、会社ABC 12')).toBe('東京 京都 都 会社 社 abc 12')
  expect(matchOf(wordsOf('東京都'))).toBe('"東京 京都"')
  expect(matchOf(wordsOf('社'))).toBe('"社"*')
  expect(matchOf(wordsOf('東京abc'))).toBe('"東京" "abc"*')
  expect(indexedWords('สวัสดี')).toBe('สว วส สด ด')
  expect(shown(markMatches('東京都千代田区の会社', '', ['千代田', '会社']))).toBe('東京都[千代田]区の[会社]')
  expect(shown(markMatches('ﾊﾝｶﾞｰとŁódź', '', wordsOf('ハンカ')))).toBe('[ﾊﾝｶﾞ]ーとŁódź'.replace('ー', 'ｰ'))
})
