/** Builds the page's client, the given snippets and the page's styles as the real build does, into memory. */
import {build} from 'esbuild'
import {join} from 'node:path'

const root = join(import.meta.dirname, '../../..')

/** File under /assets -> its text. */
export async function bundleSnippets(names: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const [scripts, styles] = await Promise.all([
    build({
      absWorkingDir: root, bundle: true, splitting: true, format: 'esm', target: 'es2022', minify: true, write: false, outdir: '/out', logLevel: 'error', conditions: ['browser', 'production'],
      entryPoints: {client: 'runtime/boot.ts', ...Object.fromEntries(names.map(name => [name, `snippets/${name}/index.ts`]))},
      chunkNames: 'chunks/[name]-[hash]', define: {'process.env.NODE_ENV': '"production"'},
      alias: {
        react: 'preact/compat', 'react-dom': 'preact/compat', 'react/jsx-runtime': 'preact/jsx-runtime',
        ajv: join(root, 'snippets/json-form/ajv-adapter.ts'), 'ajv-formats': join(root, 'snippets/json-form/ajv-formats-adapter.ts'),
      },
    }),
    build({absWorkingDir: root, entryPoints: ['runtime/styles/app.css'], bundle: true, write: false, logLevel: 'error', outdir: '/out', target: 'es2022'}),
  ])
  return new Map([...scripts.outputFiles, ...styles.outputFiles].map(({path, text}) => [path.slice('/out/'.length), text]))
}
