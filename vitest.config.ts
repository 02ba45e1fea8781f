import {defineConfig} from 'vitest/config'

const values = ['{schemas,ast,snippets,runtime,designer}/**/*.test.ts', 'tests/{laws,layers,render}/**/*.test.ts']

/** Unit tests stand beside the code; what crosses folders is in tests/. Browser, crash and conformance suites have projects of their own (see tests/run). */
export default defineConfig({
  test: {
    projects: [
      // Nothing of theirs outlives a test: files share a process, and what it has loaded. The others open stores, threads and servers, and have one each.
      {extends: true, test: {name: 'values', include: values, isolate: false}},
      {extends: true, test: {name: 'parts', include: ['server/**/*.test.ts', 'tests/{http,security,migrations,soak,typed-client}/**/*.test.ts']}},
    ],
    pool: 'forks',
    maxWorkers: 2,
    // Limits of waiting, not waits: what comes about in time on an idle machine takes many times as long on a busy one.
    testTimeout: 240_000,
    expect: {poll: {timeout: 30_000}},
    hookTimeout: 240_000,
  },
})
