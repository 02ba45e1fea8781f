/** A labelled field of the inspector, with its help and what is wrong with it. */
import {html, nothing, type TemplateResult} from 'lit'
import type {Problem} from '../api/api.ts'
import {problemWords} from '../problems/problem-words.ts'
import {icon} from '../shell/icons.ts'

export interface FieldInit {
  /** JSON Pointer into the node: `/props/title`. Names the field, so that a problem leads to it. */
  readonly pointer: string
  readonly label: string
  readonly help?: string | undefined
  readonly required?: boolean
  /** Of the whole node; those at or under the pointer are shown. */
  readonly problems: readonly Problem[]
  /** A button beside the label. */
  readonly extra?: TemplateResult | typeof nothing
  /** The control; it takes the id, and `described` where there is more to read. */
  readonly control: (ids: {readonly id: string; readonly described: string | typeof nothing; readonly invalid: boolean}) => TemplateResult
  /** The control is several controls. */
  readonly group?: boolean
}

export function field({pointer, label, help, required, problems, extra = nothing, control, group = false}: FieldInit): TemplateResult {
  const id = idOf(pointer)
  const wrong = problems.filter(problem => problem.pointer === pointer || problem.pointer.startsWith(`${pointer}/`))
  const described = [...(help ? [`${id}-help`] : []), ...(wrong.length > 0 ? [`${id}-wrong`] : [])].join(' ')
  const words = html`${label}${required ? html` <span class="required" title="Needed">needed</span>` : nothing}`
  return html`
    <div class="field" data-pointer=${pointer} role=${group ? 'group' : nothing} aria-labelledby=${group ? `${id}-label` : nothing}>
      <div class="field-head">${group ? html`<span class="label" id="${id}-label">${words}</span>` : html`<label class="label" for=${id}>${words}</label>`}${extra}</div>
      ${control({id, described: described || nothing, invalid: wrong.some(problem => problem.severity === 'error')})}
      ${wrong.length > 0 ? html`<div class="wrong" id="${id}-wrong">${wrong.map(problem => html`<p class=${problem.severity}>${icon('alert')}<span>${problemWords(problem)}</span></p>`)}</div>` : nothing}
      ${help ? html`<p class="help" id="${id}-help">${help}</p>` : nothing}
    </div>`
}

/** Element ids hold no slashes. */
export const idOf = (pointer: string): string => `field${pointer.replaceAll(/[^A-Za-z0-9_-]/g, '-')}`
