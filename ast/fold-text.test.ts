import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {foldText} from './fold-text.ts'

test.each([
  ['Łódź', 'lodz'], ['Søren', 'soren'], ['Straße', 'strasse'], ['STRASSE', 'strasse'], ['GROẞE', 'grosse'], ['Đorđe', 'dorde'], ['Ægir', 'aegir'], ['cœur', 'coeur'], ['IRMAK', 'irmak'], ['ırmak', 'irmak'], ['İzmir', 'izmir'],
  ['Þór', 'thor'], ['Ähnlich', 'ahnlich'], ['A\u0308hnlich', 'ahnlich'], ['ΟΔΟΣ', 'οδοσ'], ['οδος', 'οδοσ'], ['Хлеб', 'хлеб'], ['ёлка', 'елка'], ['ＡＢＣ１２', 'abc12'], ['ﬁn', 'fin'], ['ｶﾀｶﾅ', 'カタカナ'], ['东京', '东京'], ['Đà Nẵng', 'da nang'], ['', ''],
])('%s is folded to %s', (text, folded) => expect(foldText(text)).toBe(folded))

test('the beginning of a Hangul syllable is the beginning of its fold', () => {
  expect(foldText('서울').startsWith(foldText('서우'))).toBe(true)
  expect(foldText('서울').startsWith(foldText('소'))).toBe(false)
})

test('folding twice changes nothing, and case never matters', () => {
  fc.assert(fc.property(fc.string({unit: 'binary'}), text => foldText(foldText(text)) === foldText(text)), {numRuns: 1_000})
  fc.assert(fc.property(fc.string({unit: fc.constantFrom(...'aÄßøłžЖЁжёΣσςİıÇﬁ')}), text => foldText(text.toUpperCase()) === foldText(text) || /[ıİ]/.test(text)), {numRuns: 500})
})
