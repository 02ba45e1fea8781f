/** Gives the browser tests a Chromium: one that is installed, else Playwright's own, else the system's package manager's when we are root. */
import {execFile} from 'node:child_process'
import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {promisify} from 'node:util'
import {type Browser, chromium} from 'playwright-core'
import {checkLive} from '../check-live.ts'

const run = promisify(execFile)
const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge']
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]
/** Chromium heeds the last list only, so what Playwright switches off stands here too. The last four cost each window a second of a processor: pages of the address bar, and a process in reserve. */
const withoutFeatures = [
  'AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades', 'HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding',
  'ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch',
  'WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup', 'SpareRendererForSitePerProcess',
]
const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  `--disable-features=${withoutFeatures.join(',')}`,
]

let found: Promise<string> | undefined

/**
 * A fresh browser, with what else it is told at its start; the caller closes it. What its pages hear and say on /live is held against /asyncapi.json.
 * Throws, saying what to install, when none can be had.
 */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  found ??= findBrowser()
  const browser = await chromium.launch({executablePath: await found, args: [...args, ...more]})
  browser.on('context', context => context.on('page', page => page.on('websocket', socket => {
    if (new URL(socket.url()).pathname !== '/live') return
    socket.on('framesent', ({payload}) => checkLive('receive', String(payload)))
    socket.on('framereceived', ({payload}) => checkLive('send', String(payload)))
  })))
  return browser
}

/** `CHROME_PATH`, the usual names on the PATH, the usual places; otherwise one is installed, once. */
export async function findBrowser(): Promise<string> {
  const installed = installedBrowser()
  if (installed) return installed
  const failures: string[] = []
  for (const install of [installPlaywrights, installSystems]) {
    try {
      await install()
      const path = installedBrowser()
      if (path) return path
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error))
    }
  }
  throw new Error(`no Chromium was found and none could be installed; install Chromium or Chrome, or set CHROME_PATH to one\n${failures.join('\n')}`)
}

function installedBrowser(): string | undefined {
  const asked = process.env['CHROME_PATH']
  if (asked) {
    if (!existsSync(asked)) throw new Error(`CHROME_PATH: there is no file ${asked}`)
    return asked
  }
  const folders = (process.env['PATH'] ?? '').split(process.platform === 'win32' ? ';' : ':').filter(Boolean)
  return [...names.flatMap(name => folders.map(folder => join(folder, name))), ...places, chromium.executablePath()].find(path => existsSync(path))
}

async function installPlaywrights(): Promise<void> {
  await run(process.execPath, [join(import.meta.dirname, '../../node_modules/playwright-core/cli.js'), 'install', 'chromium'], {timeout: 300_000})
}

async function installSystems(): Promise<void> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) throw new Error('only root on Linux can install Chromium with the system\'s package manager')
  // Somebody else may be installing something.
  const patient = ['-o', 'DPkg::Lock::Timeout=300']
  await run('apt-get', [...patient, 'update', '-qq'], {timeout: 600_000})
  await run('apt-get', [...patient, 'install', '-y', '-qq', '--no-install-recommends', 'chromium'], {timeout: 600_000, env: {...process.env, DEBIAN_FRONTEND: 'noninteractive'}})
}
