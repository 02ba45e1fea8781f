/** Where a text stops being JSON (RFC 8259). Runs only after `JSON.parse` refused the text: its own message often names no position. */

/** Deeper than any body may be: what is inside is not worth looking at. */
const deepest = 1000

/** The index of the first character that cannot stand there; the length of the text when it ends too early. Takes linear time and no stack. */
export function findJsonError(text: string): number {
  const open: ('{' | '[')[] = []
  let at = 0

  const skipSpace = () => {
    for (let code = text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; code = text.charCodeAt(at)) at++
  }
  const take = (char: string): boolean => {
    skipSpace()
    if (text[at] !== char) return false
    at++
    return true
  }
  const takeWord = (word: string): boolean => {
    for (const char of word) {
      if (text[at] !== char) return false
      at++
    }
    return true
  }
  const takeDigits = (): boolean => {
    const start = at
    while (isDigit(text[at])) at++
    return at > start
  }
  const takeNumber = (): boolean => {
    if (text[at] === '-') at++
    if (text[at] === '0') at++
    else if (!takeDigits()) return false
    if (text[at] === '.') {
      at++
      if (!takeDigits()) return false
    }
    if (text[at] === 'e' || text[at] === 'E') {
      at++
      if (text[at] === '+' || text[at] === '-') at++
      if (!takeDigits()) return false
    }
    return true
  }
  const takeEscape = (): boolean => {
    at++
    if (text[at] !== 'u') return '"\\/bfnrt'.includes(text[at] ?? 'x') && at++ >= 0
    at++
    for (let digits = 0; digits < 4; digits++, at++) if (!isHex(text.charCodeAt(at))) return false
    return true
  }
  const takeString = (): boolean => {
    if (!take('"')) return false
    for (;;) {
      const code = text.charCodeAt(at)
      if (code === 92) {
        if (!takeEscape()) return false
      } else {
        // Control characters, and the end of the text.
        if (!(code >= 32)) return false
        at++
        if (code === 34) return true
      }
    }
  }
  const takeScalar = (): boolean => {
    const char = text[at]
    if (char === '"') return takeString()
    if (char === 't') return takeWord('true')
    if (char === 'f') return takeWord('false')
    if (char === 'n') return takeWord('null')
    return (char === '-' || isDigit(char)) && takeNumber()
  }
  const takeKey = (): boolean => takeString() && take(':')

  /** A whole value, or the opening of one; undefined where there is neither. */
  const takeValue = (): 'whole' | 'opened' | undefined => {
    skipSpace()
    if (take('{')) {
      if (take('}')) return 'whole'
      open.push('{')
      return takeKey() ? 'opened' : undefined
    }
    if (take('[')) {
      if (take(']')) return 'whole'
      open.push('[')
      return 'opened'
    }
    return takeScalar() ? 'whole' : undefined
  }
  /** What follows a whole value; true when another value is to come. */
  const takeFollowing = (): boolean => {
    for (let inside = open.at(-1); inside !== undefined; inside = open.at(-1)) {
      if (take(',')) return inside === '[' || takeKey()
      if (!take(inside === '{' ? '}' : ']')) return false
      open.pop()
    }
    skipSpace()
    return false
  }

  while (open.length < deepest) {
    const taken = takeValue()
    if (taken === undefined || (taken === 'whole' && !takeFollowing())) return at
  }
  return at
}

/** By its code, lower and upper case alike. */
function isHex(code: number): boolean {
  const lower = code | 0x20
  return (code >= 48 && code <= 57) || (lower >= 97 && lower <= 102)
}

function isDigit(char: string | undefined): boolean {
  return char !== undefined && char >= '0' && char <= '9'
}
