import {defineConfig} from 'vitest/config'

/** Unit tests stand beside the code; what crosses folders is in tests/. Browser, crash and conformance suites have projects of their own (see tests/run). */
export default defineConfig({
  test: {
    include: ['{schemas,ast,snippets,runtime,server,designer}/**/*.test.ts', 'tests/{laws,http,render,layers,security,soak}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
})
