/** `bareEnv`: what a process needs to start at all, and nothing of ours: not this shell's settings, but the Node that the tests run on and what it loads. */
const needed = ['PATH', 'NODE_OPTIONS', 'ESPALIER_TEST_SQLITE'] as const

export const bareEnv: Readonly<Record<string, string>> = Object.fromEntries(needed.flatMap(name => (process.env[name] === undefined ? [] : [[name, process.env[name]]])))
