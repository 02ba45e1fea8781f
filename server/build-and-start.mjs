/** `npm start`, and with `--dev` `npm run dev`: builds what is stale, then is the server, so that there is one process to signal. `exec` makes it the one that npm signals; a shell that knows none runs it all the same. */
// Until the server takes them; nothing is begun before that. What nobody takes is lost on process 1 of a container.
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) process.exit(0)
  })
}
if (process.argv.includes('--dev')) process.env['ESPALIER_DEV'] = '1'

const {buildStale} = await import('../esbuild.config.mjs')
await buildStale()
await import('../dist/server/main.js')
