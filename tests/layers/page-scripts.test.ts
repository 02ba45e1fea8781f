/** What a page loads is counted by what the build puts into it: one import through a folder's face can bring an engine that no page uses. */
import {build} from 'esbuild'
import {expect, test} from 'vitest'
import {root} from './read-imports.ts'

test('a page with a grid loads no package but Lit, and neither schemas of ours nor words of refusals', async () => {
  const {metafile} = await build({
    absWorkingDir: root, entryPoints: ['runtime/boot.ts', 'snippets/data-grid/index.ts', 'snippets/app-frame/index.ts'], outdir: 'nowhere',
    bundle: true, splitting: true, format: 'esm', minify: true, metafile: true, write: false, logLevel: 'error',
  })
  const inputs = new Set(Object.values(metafile.outputs).flatMap(output => Object.entries(output.inputs).filter(([, {bytesInOutput}]) => bytesInOutput > 0).map(([name]) => name)))
  const packages = new Set([...inputs].flatMap(name => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(name)?.[1] ?? []))
  expect([...packages].toSorted()).toEqual(['@lit-labs/ssr-client', '@lit/reactive-element', 'lit-element', 'lit-html'])
  expect([...inputs].filter(name => /^schemas\/(crm|system|wire|words\/(english|say|refusal))/.test(name))).toEqual([])
})
