/** The drawing thread: imports snippets and draws pages, and may be ended at any moment. */
import {parentPort, workerData} from 'node:worker_threads'
import {renderPage} from '../../runtime/server.ts'
import type {Snippet} from '../../snippets/index.ts'
import {progressIn, type DrawingAnswer, type DrawingJob, type DrawJob, type StoppedSnippet} from './drawing-messages.ts'

const port = parentPort!
const progress = progressIn(workerData as SharedArrayBuffer)
const snippets = new Map<string, Snippet>()

port.on('message', (job: DrawingJob) => void work(job).then(answer => port.postMessage(answer)))

async function work(job: DrawingJob): Promise<DrawingAnswer> {
  try {
    if (job.type === 'draw') return draw(job)
    progress.note(job.name)
    const {default: snippet} = await import(/* @vite-ignore */ job.url) as {readonly default?: Snippet}
    if (snippet) snippets.set(job.name, snippet)
    return {type: 'done', html: '', contained: []}
  } catch (error) {
    return {type: 'failed', message: error instanceof Error ? error.message : String(error)}
  }
}

function draw({state, nonce, assets, stopped}: DrawJob): DrawingAnswer {
  const contained: {node: string; message: string}[] = []
  const html = renderPage(state, {
    nonce, assets, snippets: watchedSnippets(stopped),
    onError: (node, error) => void contained.push({node: node.id, message: error instanceof Error ? error.message : String(error)}),
    explain: node => stopped[node.snippet]?.words,
  })
  return {type: 'done', html, contained}
}

/** Notes which one is drawn next. */
function watchedSnippets(stopped: Readonly<Record<string, StoppedSnippet>>): ReadonlyMap<string, Snippet> {
  const standIns = Object.entries(stopped).map(([name, {words, slots}]) => [name, standIn(name, words, slots)] as const)
  const all = new Map([...snippets, ...standIns])
  const find = all.get.bind(all)
  return Object.assign(all, {
    get(name: string) {
      progress.note(name)
      return find(name)
    },
  })
}

function standIn(name: string, words: string, slots: readonly string[]): Snippet {
  const render = (): never => {
    throw new Error(words)
  }
  return {name, title: name, group: 'Content', props: {}, slots: Object.fromEntries(slots.map(slot => [slot, {title: slot}])), render} as unknown as Snippet
}
