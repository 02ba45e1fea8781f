#!/usr/bin/env node
/** `npx espalier …`: runs the built CLI; builds first in a clone where nothing was built yet. */
import {existsSync} from 'node:fs'
import {join} from 'node:path'

const cli = join(import.meta.dirname, '../../dist/server/cli.js')
if (!existsSync(cli)) await (await import('../../esbuild.config.mjs')).build()
await import(cli)
