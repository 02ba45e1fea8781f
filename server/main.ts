/** The server as a process: takes signals, and only then loads and starts the rest. */
import {takeSignals} from './take-signals.ts'

const signals = takeSignals()
// Where they lead to may be full or gone; that stops nothing.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

const {start} = await import('./start.ts')
signals.stopBy(await start())
