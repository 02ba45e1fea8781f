import {describe, expect, test} from 'vitest'
import {InvalidConfig, loadConfig} from './config.ts'

test('without settings it is a demo on this machine, at port 3000', () => {
  expect(loadConfig({})).toEqual({port: 3000, host: '127.0.0.1', dataFolder: './data', demo: true, demoPassword: 'espalier', dev: false, trustProxy: [], maxSockets: 10_000})
})

test('reads every setting', () => {
  const config = loadConfig({PORT: '0', HOST: '0.0.0.0', ESPALIER_DATA: '/srv/data', ESPALIER_DEMO: '0', ESPALIER_PUBLIC_URL: 'https://crm.example.com', ESPALIER_DEV: '1', ESPALIER_TRUST_PROXY: 'loopback, 10.0.0.0/8,fd00::/8 ,192.0.2.1', ESPALIER_MAX_SOCKETS: '500', ESPALIER_METRICS_TOKEN: '0123456789abcdef'})
  expect(config).toMatchObject({port: 0, host: '0.0.0.0', dataFolder: '/srv/data', demo: false, dev: true, trustProxy: ['loopback', '10.0.0.0/8', 'fd00::/8', '192.0.2.1'], maxSockets: 500, metricsToken: '0123456789abcdef'})
  expect(config.publicUrl?.origin).toBe('https://crm.example.com')
})

describe('refuses, naming the variable', () => {
  test.each([
    ['PORT', {PORT: '65536'}], ['PORT', {PORT: '3e3'}], ['PORT', {PORT: '-1'}],
    ['HOST', {HOST: '0.0.0.0'}], ['HOST', {HOST: '192.168.1.5', ESPALIER_DEMO: 'yes'}],
    ['ESPALIER_DEMO', {ESPALIER_DEMO: 'maybe'}],
    ['ESPALIER_DEMO_PASSWORD', {ESPALIER_DEMO_PASSWORD: 'short'}],
    ['ESPALIER_PUBLIC_URL', {ESPALIER_PUBLIC_URL: 'crm.example.com'}], ['ESPALIER_PUBLIC_URL', {ESPALIER_PUBLIC_URL: 'https://a.test/app'}], ['ESPALIER_PUBLIC_URL', {ESPALIER_PUBLIC_URL: 'ftp://a.test'}], ['ESPALIER_PUBLIC_URL', {ESPALIER_PUBLIC_URL: 'https://u:p@a.test'}],
    ['ESPALIER_MAX_SOCKETS', {ESPALIER_MAX_SOCKETS: '3'}], ['ESPALIER_MAX_SOCKETS', {ESPALIER_MAX_SOCKETS: 'many'}], ['ESPALIER_METRICS_TOKEN', {ESPALIER_METRICS_TOKEN: 'short'}], ['ESPALIER_METRICS_TOKEN', {ESPALIER_METRICS_TOKEN: 'with spaces in between'}],
    ...['everyone', '10.0.0', '10.0.0.0/33', '10.0.0.0/0', '10.0.0.0/8/8', '::1/129', '127.0.0.1:3000'].map((text): [string, Record<string, string>] => ['ESPALIER_TRUST_PROXY', {ESPALIER_TRUST_PROXY: text}]),
  ] satisfies [string, Record<string, string>][])('%s in %j', (name, env) => {
    expect(() => loadConfig(env)).toThrow(InvalidConfig)
    expect(() => loadConfig(env)).toThrow(new RegExp(`^${name}: `))
  })
})
