import * as fc from 'fast-check'
import {expect, test} from 'vitest'
import {foldText} from '../fold-text.ts'
import {compareText, sameText} from './compare-text.ts'
import {isWholeKey, longestKey, textKey} from './text-key.ts'

const sorted = (texts: readonly string[]): readonly string[] => texts.toSorted(compareText)

test.each([
  ['accents and case', ['ähnlich', 'Ähre', 'Äpfel', 'Öl', 'Zebra', 'zoo', 'абрикос', 'Хлеб', 'хлеб']],
  ['spellings of one word', ['A', 'A\u0308', 'a', 'Ä', 'ä', 'AB']],
  ['letters that Unicode does not take apart', ['lodz', 'Łódź', 'Lodzia', 'Straße', 'strasse', 'Strassen']],
  ['Greek', ['ΟΔΟΣ', 'οδός', 'οδύσσεια']], ['Hebrew', ['שָׁלוֹם', 'שלום', 'תודה']], ['Thai', ['กรุงเทพ', 'ขอนแก่น']], ['Han', ['东京', '東京']], ['Kana of half width', ['カナ', 'ｶﾅ', 'カニ']],
  ['Hangul, composed and taken apart', ['서우', '\u1109\u1165\u110b\u116e\u11af', '서울']], ['what is no letter', ['', ' ', '!', '1', 'a', '\u{1F333}']],
  ['times and days, by their instant', ['2026-01-01', '2026-01-01T10:00:00+05:00', '2026-01-01t05:30:00Z', '2026-01-01T06:00:00']],
])('%s: %j', (_, texts) => expect(sorted(texts.toReversed())).toEqual(texts))

const anyText = fc.oneof(
  fc.string({unit: 'binary'}), fc.string({unit: fc.constantFrom(...'aAäÄ\u0308\u0301ſßΣσςİ서울ｶﾅ\0\u0001 \u{1F333}\u{FFFD}-')}),
  fc.constantFrom('2026-01-01T10:00:00+05:00', '2026-01-01t05:00:00z', '2026-01-01T05:00:00', '2026-01-01'), fc.string({unit: fc.constantFrom('ä', 'a', '\u{1F333}'), minLength: 90, maxLength: 230}),
)

test('a key is bounded and well formed, also of text that is not', () => {
  fc.assert(fc.property(fc.oneof(anyText, fc.string({unit: fc.constantFrom('\ud800', '\udc00', 'a'), maxLength: 250})), text => textKey(text).length <= longestKey && !/\p{Surrogate}/u.test(textKey(text))), {numRuns: 2_000})
  expect(textKey('ä'.repeat(100_000))).toBe('a'.repeat(longestKey))
})

test('what has a whole key shares it with nothing else; the order is the same both ways, and says that texts differ unless they are long and begin alike', () => {
  fc.assert(fc.property(anyText, anyText, (a, b) => {
    const [left, right] = [textKey(a), textKey(b)]
    if (isWholeKey(left)) expect(left === right).toBe(sameText(a, b))
    expect(Math.sign(compareText(a, b)) + Math.sign(compareText(b, a))).toBe(0)
    if (compareText(a, b) === 0) expect(sameText(a, b) || !(isWholeKey(left) && isWholeKey(right))).toBe(true)
  }), {numRuns: 5_000})
})

test('the order is that of the bytes of the keys', () => {
  fc.assert(fc.property(anyText, anyText, (a, b) => Math.sign(compareText(a, b)) === (a === b ? 0 : Buffer.compare(Buffer.from(textKey(a)), Buffer.from(textKey(b))))), {numRuns: 5_000})
})

test('what a text begins with, its key begins with folded, unless it is a time', () => {
  fc.assert(fc.property(anyText.filter(text => !/^\d{4}-/.test(text)), fc.nat(250), (text, at) => {
    const prefix = text.slice(0, at)
    if (isWholeKey(textKey(prefix))) expect(textKey(text).startsWith(foldText(prefix))).toBe(true)
  }), {numRuns: 5_000})
})
