/**
 * An esbuild plugin: imports from a face (`ast/index.ts`, `ast/trees.ts`) become imports from the files behind it. With code splitting esbuild puts into a shared chunk
 * whatever a face leads to for any of the entries, so that pages would carry what only the designer uses of it: CEL alone was 40 KB gzip.
 */
import {readFile} from 'node:fs/promises'
import {dirname, relative, resolve, sep} from 'node:path'

/** `root`: the project. A face holds named exports from other files and nothing else. */
export function throughFaces(root) {
  const faces = new Map()
  const faceAt = path => {
    if (!faces.has(path)) faces.set(path, readFace(path))
    return faces.get(path)
  }
  return {
    name: 'through-faces',
    setup(build) {
      // A build while developing reads them anew.
      build.onStart(() => faces.clear())
      build.onLoad({filter: /\.ts$/}, async ({path}) => {
        if (!path.startsWith(root + sep) || path.includes(`${sep}node_modules${sep}`)) return undefined
        const text = await readFile(path, 'utf8')
        const found = [...text.matchAll(statement)]
        const names = await Promise.all(found.map(({groups}) => faceAt(resolve(dirname(path), groups.from))))
        let contents = text
        for (const [index, {0: whole, groups}] of found.entries()) if (names[index]) contents = contents.replace(whole, () => throughFace(groups, names[index], dirname(path)))
        return {contents, loader: 'ts', resolveDir: dirname(path)}
      })
    },
  }
}

const statement = /^(?<verb>import|export) (?<type>type )?\{(?<names>[^}]*)\} from '(?<from>\.[^']+\.ts)'/gm

/** On one line, so that the lines of a stack trace stay right. Types are gone when the code runs. */
function throughFace({verb, type, names, from}, face, folder) {
  if (type) return ''
  return specifiers(names).filter(({isType}) => !isType).map(({name, as}) => {
    const source = face.get(name)
    if (!source) return `${verb} {${name} as ${as}} from '${from}'`
    const path = relative(folder, source.file).split(sep).join('/')
    return `${verb} {${source.name} as ${as}} from '${path.startsWith('.') ? path : `./${path}`}'`
  }).join('; ')
}

async function readFace(path) {
  const text = (await readFile(path, 'utf8')).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
  const exported = /^export (?<type>type )?\{(?<names>[^}]*)\} from '(?<from>\.[^']+)'\s*;?/gm
  if (!exported.test(text) || text.replace(exported, '').trim() !== '') return undefined
  const face = new Map()
  for (const {groups} of text.matchAll(exported)) {
    for (const {name, as, isType} of specifiers(groups.names)) if (!groups.type && !isType) face.set(as, {name, file: resolve(dirname(path), groups.from)})
  }
  return face
}

function specifiers(names) {
  return names.split(',').map(each => each.trim()).filter(Boolean).map(each => {
    const isType = each.startsWith('type ')
    const [name, as = name] = each.replace(/^type /, '').split(' as ').map(part => part.trim())
    return {name, as, isType}
  })
}
