import {defineConfig} from 'vitest/config'

/** `kill -9` on the built server. `CRASH_KILLS` sets how often (100 in `npm test`; more by hand). */
export default defineConfig({test: {include: ['tests/crash/**/*.test.ts'], globalSetup: ['tests/load-demo.ts'], testTimeout: 1_800_000, hookTimeout: 240_000, expect: {poll: {timeout: 60_000}}, fileParallelism: false}})
