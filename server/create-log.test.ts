import {expect, test} from 'vitest'
import {createLog} from './create-log.ts'

test('a line that cannot be written is dropped, and the next that can says how many there were', () => {
  const lines: string[] = []
  let full = false
  const log = createLog(text => {
    if (full) throw Object.assign(new Error('no space left on device'), {code: 'ENOSPC'})
    lines.push(text)
  })
  log.info('one')
  full = true
  for (let n = 0; n < 3; n += 1) log.error('lost')
  full = false
  log.info('two')
  log.info('three')
  expect(lines.map(line => JSON.parse(line) as {msg: string; dropped?: number}).map(({msg, dropped}) => [msg, dropped])).toEqual([
    ['one', undefined], ['two', undefined], ['3 log lines were dropped: they could not be written', 3], ['three', undefined],
  ])
})
