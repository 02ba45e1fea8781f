/** A field whose value is written out, or computed by an expression: a button beside its label changes between the two. */
import {html, nothing, type TemplateResult} from 'lit'
import {expressionText, type ExpressionTypes} from '../../ast/index.ts'
import type {Json} from '../../schemas/index.ts'
import {icon} from '../shell/icons.ts'
import {field, type FieldInit} from './field.ts'

export interface ValueFieldInit extends Omit<FieldInit, 'extra'> {
  readonly value: Json | undefined
  readonly types: ExpressionTypes
  /** Undefined unsets. */
  readonly onChange: (value: Json | undefined) => void
  /** What an expression begins with when the written value is exchanged for one. */
  readonly firstExpression?: string
}

export function valueField({value, types, onChange, firstExpression, ...init}: ValueFieldInit): TemplateResult {
  const expression = expressionText(value)
  const computed = expression !== undefined
  const toggle = html`
    <button type="button" class="fx" aria-pressed=${computed} title=${computed ? 'Computed by an expression. Press to write a value.' : 'Compute by an expression'} aria-label="Compute ${init.label} by an expression"
      @click=${() => onChange(computed ? undefined : {$: firstExpression ?? asExpression(value)})}>${icon('fx')}</button>`
  if (!computed) return field({...init, extra: toggle})
  return field({
    ...init, extra: toggle, group: false,
    control: ({id, described}) => html`
      <designer-expression .fieldId=${id} .described=${described === nothing ? undefined : described} .value=${expression} .types=${types}
        @expression-change=${(event: CustomEvent<string>) => onChange(event.detail === '' ? undefined : {$: event.detail})}></designer-expression>`,
  })
}

/** The written value as an expression that gives it. */
const asExpression = (value: Json | undefined): string => value === undefined || (typeof value === 'object' && value !== null) ? '""' : JSON.stringify(value)
