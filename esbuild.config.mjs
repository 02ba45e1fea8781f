/**
 * The build: server, snippets and browser scripts into `dist/`. `node esbuild.config.mjs` builds; with `--stale` only when a source is newer than the last build.
 * `build()` is also called while developing, when a snippet was saved: unchanged chunks keep their names, so a running server and open pages share them.
 */
import {build as esbuild, stop, transform} from 'esbuild'
import {createHash} from 'node:crypto'
import {existsSync} from 'node:fs'
import {chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile} from 'node:fs/promises'
import {dirname, join, relative, resolve} from 'node:path'
import {fileURLToPath, pathToFileURL} from 'node:url'

const root = dirname(fileURLToPath(import.meta.url))
const dist = join(root, 'dist')
const sources = ['schemas', 'ast', 'snippets', 'runtime', 'server', 'designer', 'tests/bench', 'esbuild.config.mjs', 'tsconfig.json', 'package-lock.json']
const serverEntries = {
  main: 'server/main.ts',
  cli: 'server/cli/main.ts',
  bench: 'tests/bench/main.ts',
  'bench-bare': 'tests/bench/bare-server.ts',
  'generate-demo': 'server/demo/generate-main.ts',
  'import-northwind': 'server/demo/northwind/northwind-main.ts',
  'dev-drawing': 'server/dev/drawing-thread.ts',
  'store-writer': 'server/store/sqlite/writer-thread.ts',
  'store-reader': 'server/store/sqlite/reader-thread.ts',
}
/** Built apart: what only one of them uses must not land in a chunk that the other loads. */
const browserEntries = {client: 'runtime/boot.ts', zone: 'runtime/zone.ts', designer: 'designer/main.ts'}
const styleEntries = {
  app: 'runtime/styles/app.css',
  pages: 'server/http/pages.css',
  'designer-styles': 'designer/styles/designer.css',
}

/** Builds everything into `dist/` and writes `dist/manifest.json`: name -> file under /assets, and the builds by hash. Throws esbuild's error, naming file and line. */
export async function build({minify = true} = {}) {
  const snippets = await snippetEntries()
  const manifest = {client: '', zone: '', designer: '', styles: {}, snippets: {}, preload: {}}
  const [pages, designer] = await Promise.all([
    buildPages(snippets, minify, manifest), buildDesigner(minify, manifest), buildServer(snippets, minify), buildKept(snippets, minify), buildStyles(minify, manifest),
  ])
  manifest.builds = await describeBuilds(snippets, manifest, {outputs: {...pages.outputs, ...designer?.outputs}})
  await mkdir(dist, {recursive: true})
  // Written aside and renamed, so that a server which reads it never sees half; by each build under a name of its own, for a developer's may run beside the watcher's.
  const aside = join(dist, `manifest.json.${process.pid}.new`)
  await writeFile(aside, JSON.stringify(manifest, null, 2))
  await rename(aside, join(dist, 'manifest.json'))
  return manifest
}

async function snippetEntries() {
  const folders = await readdir(join(root, 'snippets'), {withFileTypes: true})
  return folders.filter(entry => entry.isDirectory() && existsSync(join(root, 'snippets', entry.name, 'index.ts')) && entry.name !== 'json-form').map(entry => entry.name).toSorted()
}

async function buildServer(snippets, minify) {
  const entryPoints = Object.fromEntries([
    ...Object.entries(serverEntries).filter(([, path]) => existsSync(join(root, path))).map(([name, path]) => [`server/${name}`, path]),
    ...snippets.map(name => [`server/snippets/${name}`, `snippets/${name}/index.ts`]),
  ])
  await esbuild({
    absWorkingDir: root, entryPoints, outdir: dist, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external',
    chunkNames: 'server/chunks/[name]-[hash]', sourcemap: true, logLevel: 'warning', loader: {'.css': 'text'}, plugins: minify ? [smallStyles] : [],
  })
  const cli = join(dist, 'server/cli.js')
  if (existsSync(cli)) await chmod(cli, 0o755)
}

/**
 * What is kept of a snippet for the server: one file with all that it draws with, Lit too, so that it draws the same wherever it is kept, and whatever is installed by then. The server itself draws
 * from the chunks that its snippets share: with a Lit for each a page takes 5 to 8% longer.
 */
async function buildKept(snippets, minify) {
  await esbuild({
    absWorkingDir: root, preserveSymlinks: true, entryPoints: Object.fromEntries(snippets.map(name => [name, `snippets/${name}/index.ts`])), outdir: join(dist, 'server/kept'),
    bundle: true, format: 'esm', platform: 'node', target: 'node20', conditions: ['module', 'production'], logLevel: 'warning',
    loader: {'.css': 'text'}, plugins: [notOnDemand, ...(minify ? [smallStyles] : [])],
  })
}

async function buildPages(snippets, minify, manifest) {
  const {scripts, metafile} = await buildBrowser({client: browserEntries.client, zone: browserEntries.zone, ...Object.fromEntries(snippets.map(name => [`snippets/${name}`, `snippets/${name}/index.ts`]))}, minify, manifest)
  manifest.client = scripts.get(browserEntries.client)
  manifest.zone = scripts.get(browserEntries.zone)
  for (const name of snippets) manifest.snippets[name] = scripts.get(`snippets/${name}/index.ts`)
  return metafile
}

async function buildDesigner(minify, manifest) {
  if (!existsSync(join(root, browserEntries.designer))) return
  const {scripts, metafile} = await buildBrowser({designer: browserEntries.designer}, minify, manifest)
  manifest.designer = scripts.get(browserEntries.designer)
  return metafile
}

/** `scripts` is entry -> URL. Notes what each needs to be loaded. */
async function buildBrowser(entryPoints, minify, manifest) {
  const {metafile} = await esbuild({
    // A file's name holds the names of what is in it: as they stand in the project, also where `node_modules` is a link.
    absWorkingDir: root, preserveSymlinks: true, entryPoints, outdir: join(dist, 'public'), bundle: true, splitting: true, format: 'esm', platform: 'browser', target: ['es2022'], minify,
    entryNames: '[dir]/[name]-[hash]', chunkNames: 'chunks/[hash]', sourcemap: true, sourcesContent: false, metafile: true, legalComments: 'none', logLevel: 'warning',
    conditions: ['browser', 'production'], plugins: minify ? [smallStyles] : [],
    define: {'process.env.NODE_ENV': '"production"'},
    // JSON Forms draws through React: Preact does the same in a third of the size. Its Ajv compiles with eval, which our CSP forbids.
    alias: {
      react: 'preact/compat', 'react-dom': 'preact/compat', 'react/jsx-runtime': 'preact/jsx-runtime',
      ajv: join(root, 'snippets/json-form/ajv-adapter.ts'), 'ajv-formats': join(root, 'snippets/json-form/ajv-formats-adapter.ts'),
    },
  })
  const scripts = new Map()
  for (const [file, {entryPoint}] of Object.entries(metafile.outputs)) {
    if (!file.endsWith('.js')) continue
    if (entryPoint) scripts.set(entryPoint, urlOf(file))
    manifest.preload[urlOf(file)] = importsBelow(metafile, file).map(urlOf)
  }
  return {scripts, metafile}
}

/**
 * The builds that are kept by hash, as `server/builds/build.ts` has them: each snippet's, and that of all that pages load. A build is said as the hashes of its files, by their names under
 * `public`; source maps are no part of it.
 */
async function describeBuilds(snippets, {snippets: urls, styles}, metafile) {
  const scripts = new Map(Object.keys(metafile.outputs).filter(file => file.endsWith('.js')).map(file => [pathOf(urlOf(file)), file]))
  const paths = [...scripts.keys(), ...Object.values(styles).map(pathOf)].toSorted()
  const hashes = new Map(await Promise.all(paths.map(async path => [path, await hashOf(join(dist, 'public', path))])))
  const describe = async name => {
    const script = pathOf(urls[name])
    const needed = new Set([script, ...importsBelow(metafile, scripts.get(script), ['import-statement', 'dynamic-import']).map(file => pathOf(urlOf(file)))])
    return {kind: 'snippet', name, server: await hashOf(join(dist, `server/kept/${name}.js`)), script, files: Object.fromEntries([...hashes].filter(([path]) => needed.has(path)))}
  }
  return {snippets: await Promise.all(snippets.map(describe)), pages: {kind: 'pages', files: Object.fromEntries(hashes)}}
}

const urlOf = file => `/assets/${relative(join(dist, 'public'), resolve(root, file)).replaceAll('\\', '/')}`
const pathOf = url => url.slice('/assets/'.length)
const hashOf = async path => createHash('sha256').update(await readFile(path)).digest('hex')

/** What a script loads on demand is for browsers: `render` is done at once. */
const notOnDemand = {
  name: 'not-on-demand',
  setup({onResolve, onLoad}) {
    onResolve({filter: /./}, ({kind, path}) => (kind === 'dynamic-import' ? {path, namespace: 'on-demand'} : undefined))
    onLoad({filter: /./, namespace: 'on-demand'}, ({path}) => ({contents: `throw new Error(${JSON.stringify(`${path} is loaded in browsers alone`)})`}))
  },
}

/** Minifies the css`…` of snippets, which goes into scripts and into every page. Lines keep their numbers. */
const smallStyles = {
  name: 'small-styles',
  setup({onLoad}) {
    onLoad({filter: /[\\/]snippets[\\/].*\.ts$/}, async ({path}) => {
      const source = await readFile(path, 'utf8')
      let contents = ''
      let from = 0
      for (const match of source.matchAll(/\bcss`([^`\\$]*)`/g)) {
        const {code} = await transform(match[1], {loader: 'css', minify: true, charset: 'utf8', target: 'es2022'})
        if (/[`\\$]/.test(code)) continue
        contents += `${source.slice(from, match.index)}css\`${code.trim()}\`${match[1].replace(/[^\n]/g, '')}`
        from = match.index + match[0].length
      }
      return from === 0 ? undefined : {contents: contents + source.slice(from), loader: 'ts'}
    })
  },
}

/** The chunks that a script needs before it can run; with `dynamic-import` among the kinds also those that it imports on demand. */
function importsBelow(metafile, file, kinds = ['import-statement'], seen = new Set()) {
  for (const imported of metafile.outputs[file].imports) {
    if (!kinds.includes(imported.kind) || imported.external || seen.has(imported.path)) continue
    seen.add(imported.path)
    importsBelow(metafile, imported.path, kinds, seen)
  }
  return [...seen]
}

async function buildStyles(minify, manifest) {
  for (const [name, path] of Object.entries(styleEntries)) {
    if (!existsSync(join(root, path))) continue
    const {outputFiles} = await esbuild({absWorkingDir: root, entryPoints: [path], bundle: true, minify, write: false, logLevel: 'warning', target: ['es2022']})
    const css = outputFiles[0].text
    const file = `${name}-${createHash('sha256').update(css).digest('hex').slice(0, 8)}.css`
    await mkdir(join(dist, 'public'), {recursive: true})
    await writeFile(join(dist, 'public', file), css)
    manifest.styles[name] = `/assets/${file}`
  }
}

async function newest(path) {
  const info = await stat(path)
  if (!info.isDirectory()) return info.mtimeMs
  const entries = await readdir(path, {withFileTypes: true})
  const times = await Promise.all(entries.filter(entry => !entry.name.endsWith('.test.ts')).map(entry => newest(join(path, entry.name))))
  // The folder's own time tells of removed files.
  return Math.max(info.mtimeMs, ...times)
}

async function isStale() {
  const built = await stat(join(dist, 'manifest.json')).then(info => info.mtimeMs, () => 0)
  if (!built) return true
  const times = await Promise.all(sources.filter(path => existsSync(join(root, path))).map(path => newest(join(root, path))))
  return Math.max(...times) > built
}

/** Builds when a source is newer than the last build, and leaves nothing running. */
export async function buildStale() {
  if (!await isStale()) return
  await buildAnew()
  await stop()
}

async function buildAnew() {
  const started = performance.now()
  if (!process.argv.includes('--keep')) await rm(dist, {recursive: true, force: true})
  await build()
  console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await (process.argv.includes('--stale') ? buildStale() : buildAnew())
