import {join} from 'node:path'
import {defineConfig} from 'vitest/config'

/** What needs a real browser, or the built server. One file at a time: they measure time. */
export default defineConfig({
  root: join(import.meta.dirname, '../..'),
  test: {
    include: ['tests/{browser,northwind}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 900_000,
  },
})
