/** `foldText`: one fold for every script: what is alike to people who look for something is one text. */

/**
 * Compatibility forms, accents and other marks, and case are dropped; letters that Unicode does not take apart become what people type for them (`Łódź` -> `lodz`, `Straße` -> `strasse`). Folding
 * twice changes nothing. Hangul syllables become their letters, so that the beginning of one is the beginning of its text.
 */
export function foldText(text: string): string {
  if (ascii.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(whole, letter => plain.get(letter)!)
}

const ascii = /^\p{ASCII}*$/u

/** By what Unicode's names say: letters with a stroke, hook or tail, ligatures, and forms that stand for a letter at some places only. */
const plain: ReadonlyMap<string, string> = new Map(Object.entries({
  ae: 'æ', oe: 'œ', ss: 'ß', th: 'þ', a: 'ⱥ', b: 'ƀɓƃ', c: 'ȼƈɕ', d: 'đðɗɖƌȡ', e: 'ɇ', f: 'ƒ', g: 'ǥɠ', h: 'ħⱨɦ', i: 'ıɨ', j: 'ȷɉʝ', k: 'ƙⱪĸ', l: 'łƚɫⱡɬɭȴ', n: 'ŋɲƞɳȵ', o: 'øɵ', p: 'ᵽƥ', q: 'ɋʠ',
  r: 'ɍɽɼ', s: 'ȿʂ', t: 'ŧƭʈⱦȶ', u: 'ʉ', v: 'ʋⱴ', w: 'ⱳ', y: 'ɏƴ', z: 'ƶȥɀⱬʐʑ', σ: 'ς',
}).flatMap(([to, letters]) => [...letters].map(letter => [letter, to] as const)))

const whole = new RegExp(`[${[...plain.keys()].join('')}]`, 'gu')
