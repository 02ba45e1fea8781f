import {defineConfig} from 'vitest/config'

/** The built server, as whoever runs it meets it. */
export default defineConfig({
  test: {
    include: ['tests/running/**/*.test.ts'], globalSetup: ['tests/running/build.ts', 'tests/load-demo.ts'], fileParallelism: false,
    // Limits of waiting, not waits: the browser's tests run beside these.
    testTimeout: 240_000, expect: {poll: {timeout: 60_000}}, hookTimeout: 240_000,
  },
})
