import {join} from 'node:path'
import {defineConfig} from 'vitest/config'

/** What needs a real browser, or the built server. Each file has its own of both, one after the other in one process; two at a time would leave a small machine nothing to answer with. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['tests/{browser,northwind}/**/*.test.ts'],
    globalSetup: ['tests/browser/have-browser.ts', 'tests/load-demo.ts'],
    pool: 'forks',
    fileParallelism: false,
    isolate: false,
    // A limit of waiting, not a wait: a long test on a busy machine is no fault.
    testTimeout: 240_000,
    expect: {poll: {timeout: 30_000}},
    hookTimeout: 900_000,
  },
})
