import {join} from 'node:path'
import {defineConfig} from 'vitest/config'

/** What needs a real browser, or the built server. Each file has its own of both, so that two run at a time. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['tests/{browser,northwind}/**/*.test.ts'],
    globalSetup: ['tests/browser/have-browser.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    expect: {poll: {timeout: 15_000}},
    hookTimeout: 900_000,
  },
})
