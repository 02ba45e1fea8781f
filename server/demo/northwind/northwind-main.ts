/** `npm run northwind -- <folder with the CSV files> [url]`: imports Northwind into a running Espalier. Signs in with ESPALIER_EMAIL and ESPALIER_PASSWORD, or as the demo's admin. */
import {importNorthwind} from './import-northwind.ts'

const [folder, url = 'http://localhost:3000'] = process.argv.slice(2)
if (!folder || !URL.canParse(url)) {
  console.error('usage: npm run northwind -- <folder with customers.csv, orders.csv, …> [http://localhost:3000]')
  process.exit(2)
}
try {
  await importNorthwind({folder, url, token: await signIn(), onProgress: line => console.log(line)})
  console.log(`open ${new URL('/app/northwind/customers', url).href}`)
} catch (error) {
  console.error(wordsOf(error))
  process.exitCode = 1
}

async function signIn(): Promise<string> {
  const credentials = {email: process.env['ESPALIER_EMAIL'] ?? 'admin@demo.test', password: process.env['ESPALIER_PASSWORD'] ?? 'espalier'}
  const login = await fetch(new URL('/api/v1/auth/login', url), {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(credentials)})
  const answer = await login.json().catch(() => ({detail: 'expected JSON, got something else: is this an Espalier server?'})) as {readonly token?: string; readonly detail?: string}
  if (!answer.token) throw new Error(`${url}: sign-in failed: ${answer.detail ?? login.status}`)
  return answer.token
}

/** Of a request that got no answer Node says "fetch failed" and keeps the reason inside. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof TypeError && error.cause instanceof Error) return `no answer from ${url}: is the server running there? (${error.cause.message || ('code' in error.cause ? String(error.cause.code) : error.cause.name)})`
  if ('code' in error && error.code === 'ENOENT') return `${folder}: expected a folder with Northwind's CSV files, got none of this name: ${error.message}`
  return error.message
}
