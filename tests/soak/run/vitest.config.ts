import {join} from 'node:path'
import {defineConfig} from 'vitest/config'

const long = process.env['ESPALIER_SOAK'] !== undefined

/** Every file of `tests/soak` is a proof. `npm test` runs a share of each, two at a time; `npm run soak` runs them for long, one after the other, and prints as they go. */
export default defineConfig({
  root: join(import.meta.dirname, '../../..'),
  test: {
    include: ['tests/soak/*.ts'],
    globalSetup: ['tests/load-demo.ts'],
    pool: 'forks',
    maxWorkers: 2,
    fileParallelism: !long,
    disableConsoleIntercept: long,
    testTimeout: long ? 0 : 600_000,
    hookTimeout: 120_000,
  },
})
