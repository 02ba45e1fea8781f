#!/usr/bin/env node
/** The `espalier` command. */
import {terminalIo} from './io.ts'
import {runCli} from './run-cli.ts'

process.exitCode = await runCli(process.argv.slice(2), terminalIo())
