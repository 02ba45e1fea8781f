import {expect, test} from 'vitest'
import {liveAsks} from './live-ask.ts'
import {liveMessages} from './live-message.ts'
import {liveTopics} from './live-topics.ts'

test('no two messages have one type, in either direction', () => {
  const types = [...liveAsks, ...liveMessages].map(({properties}) => properties.type.const)
  expect(new Set(types).size).toBe(types.length)
})

test('each form of a topic fits its own pattern and no other', () => {
  const written = {screen: 'screen:/companies/17?q=a?b', records: 'records:order_line', draft: 'draft:0190', releases: 'releases'}
  for (const [kind, text] of Object.entries(written)) {
    const fitting = Object.entries(liveTopics).filter(([, {pattern}]) => new RegExp(pattern).test(text)).map(([name]) => name)
    expect([text, fitting]).toEqual([text, [kind]])
  }
})
