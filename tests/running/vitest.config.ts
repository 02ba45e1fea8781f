import {defineConfig} from 'vitest/config'

/** The built server, as whoever runs it meets it. */
export default defineConfig({test: {include: ['tests/running/**/*.test.ts'], globalSetup: ['tests/running/build.ts', 'tests/load-demo.ts'], fileParallelism: false, testTimeout: 60_000, hookTimeout: 120_000}})
