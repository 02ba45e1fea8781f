/** A Lit template as a string of HTML, with the comments by which the browser hydrates it. */
import {type ElementRenderer, LitElementRenderer, render} from '@lit-labs/ssr'

/** Stands for the node's element: Lit SSR refuses `<slot>` outside of one. */
const host = {} as ElementRenderer

/** Collects at once; throws what the template throws, and when the template waits for a promise: data was loaded before. */
export function renderTemplate(template: unknown): string {
  const result = render(template, {
    elementRenderers: [LitElementRenderer],
    customElementInstanceStack: [],
    customElementHostStack: [host],
    eventTargetStack: [],
    slotStack: [],
    deferHydration: false,
  })
  let text = ''
  for (const chunk of result) {
    if (typeof chunk !== 'string') throw new Error('a snippet\'s template waits for a promise; expected a template whose values are all there: load them through a data source')
    text += chunk
  }
  return text
}
