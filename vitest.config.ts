import {defineConfig} from 'vitest/config'

/** Unit tests stand beside the code; what crosses folders is in tests/. Browser, crash and conformance suites have projects of their own (see tests/run). */
export default defineConfig({
  test: {
    include: ['{schemas,ast,snippets,runtime,server,designer}/**/*.test.ts', 'tests/{laws,http,render,layers,security,migrations,soak}/**/*.test.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Limits of waiting, not waits: what comes about in time on an idle machine takes many times as long on a busy one.
    testTimeout: 60_000,
    expect: {poll: {timeout: 15_000}},
    hookTimeout: 60_000,
  },
})
