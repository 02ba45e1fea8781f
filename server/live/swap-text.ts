/** The message about a swap, for one viewer of one page. */
import type {LiveMessage} from '../../runtime/page.ts'
import type {Actor} from '../actor.ts'
import {mayOpen} from '../screens/index.ts'
import type {PageSwap} from './follow-swaps.ts'
import type {PageSteps} from './page-steps.ts'
import type {Topic} from './topic.ts'

/** Longer than this, it is not worth sending: the page is fetched anew. */
const maxText = 256 * 1024

/** `name` is the topic as the viewer wrote it. Throws what resolving the page throws. */
export async function swapText(pageSteps: PageSteps, actor: Actor, name: string, {path, query}: Topic & {readonly kind: 'screen'}, swap: PageSwap, seq: number): Promise<string> {
  const anew = resyncText(name, seq)
  if (swap.kind === 'anew' || !mayOpen(actor, swap.after.screen)) return anew
  const steps = await pageSteps.between(actor, {path, params: swap.params, query}, swap.before, swap.after)
  const text = JSON.stringify({type: 'screen-swapped', topic: name, screen: path, from: swap.before.hash, to: swap.after.hash, steps, seq} satisfies LiveMessage)
  return text.length > maxText ? anew : text
}

export const resyncText = (topic: string, seq: number): string => JSON.stringify({type: 'resync', topic, seq} satisfies LiveMessage)
