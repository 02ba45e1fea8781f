/** `createLog`: lines of JSON on standard output. What it does not take - a file on a full disk, a reader that is gone - is dropped and counted: a log must not stop what it tells of. */
import {writeSync} from 'node:fs'
import {pino, type Logger} from 'pino'

/** `write` throws where a line is not taken. */
export function createLog(write: (text: string) => void = text => void writeSync(1, text)): Logger {
  let dropped = 0
  const log: Logger = pino({level: 'info'}, {write: take})

  function take(line: string): void {
    try {
      // Half a line may stand before it.
      write(dropped > 0 ? `\n${line}` : line)
    } catch {
      dropped += 1
      return
    }
    const missing = dropped
    dropped = 0
    if (missing > 0) log.warn({dropped: missing}, `${missing} log lines were dropped: they could not be written`)
  }

  return log
}
