/** `npm run northwind -- <folder with the CSV files> [url]`: imports Northwind into a running Espalier. Signs in with ESPALIER_EMAIL and ESPALIER_PASSWORD, or as the demo's admin. */
import {importNorthwind} from './import-northwind.ts'

const [folder, url = 'http://localhost:3000'] = process.argv.slice(2)
if (!folder) {
  console.error('usage: npm run northwind -- <folder with customers.csv, orders.csv, …> [url]')
  process.exit(2)
}
try {
  const credentials = {email: process.env['ESPALIER_EMAIL'] ?? 'admin@demo.test', password: process.env['ESPALIER_PASSWORD'] ?? 'espalier'}
  const login = await fetch(new URL('/api/v1/auth/login', url), {method: 'POST', headers: {'content-type': 'application/json'}, body: JSON.stringify(credentials)})
  const answer = await login.json() as {readonly token?: string; readonly detail?: string}
  if (!answer.token) throw new Error(`sign-in failed: ${answer.detail ?? login.status}`)
  await importNorthwind({folder, url, token: answer.token, onProgress: line => console.log(line)})
  console.log(`open ${new URL('/app/northwind/customers', url).href}`)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
