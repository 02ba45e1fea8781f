/** Counts the work of one evaluation, and ends it when there is too much. */
import {wrong} from './expr.ts'
import {mostText, mostWork} from './limits.ts'

export class Work {
  private left = mostWork
  private day = ''

  /** Throws an ExpressionError when the expression has done more than its share. */
  spend(units: number, at?: number): void {
    this.left -= units
    if (this.left < 0) throw wrong('too-much-work', at)
  }

  /** For reading `text` through once. */
  read(text: string): void {
    this.spend(1 + text.length / 64)
  }

  /** For finding where a day begins and ends in a zone; the last one is known. */
  seekDay(text: string): void {
    this.spend(text === this.day ? 2 : 150)
    this.day = text
  }

  /** `text`, which the expression just made. */
  made(text: string): string {
    if (text.length > mostText) throw wrong('text-made-too-long', undefined, {most: mostText})
    this.read(text)
    return text
  }
}
