/** Stat: one number that matters, with what it is compared to. */
import {css, html, nothing, type TemplateResult} from 'lit'
import {defineSnippet} from '../define-snippet.ts'
import {failedNotice} from '../failed-notice.ts'
import {formatNumber} from '../format.ts'
import {icon} from '../icons.ts'
import {baseStyles} from '../styles/base.ts'
import {noticeStyles} from '../styles/notice.ts'

export default defineSnippet({
  name: 'stat', title: 'Stat', group: 'Data', description: 'One number that matters, with an earlier one to compare it to.',
  icon: 'M4 20V4M4 20h16M8 16l4-5 3 3 5-7',
  props: {
    label: {type: 'string', default: 'Total', title: 'Label'},
    format: {enum: ['number', 'currency', 'percent'], default: 'number', title: 'Shown as'},
    decimals: {type: 'integer', minimum: 0, maximum: 6, title: 'Decimals'},
    hint: {type: 'string', title: 'Hint', description: 'Stands small below the number.'},
    better: {enum: ['higher', 'lower'], default: 'higher', title: 'Better when'},
  },
  data: {
    value: {kind: 'number', title: 'Number', required: true},
    previous: {kind: 'number', title: 'Earlier number to compare to'},
  },
  styles: [baseStyles, noticeStyles, css`
    dl { display: flex; flex-direction: column; gap: var(--space-1); }
    dt { color: var(--color-muted); font-size: var(--text-s); }
    .number { font-size: var(--text-2xl); font-weight: 620; line-height: 1.2; letter-spacing: -0.015em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .hint { color: var(--color-muted); font-size: var(--text-s); }
    .trend { display: inline-flex; align-items: center; gap: 0.2em; font-size: var(--text-s); }
    .good { color: var(--color-good); }
    .bad { color: var(--color-bad); }
    .same { color: var(--color-muted); }
  `],
  render: ({props, data, page}) => {
    const {value, previous} = data
    if (value?.kind !== 'number') return html`<dl><dt>${props.label}</dt><dd>${failedNotice(value)}</dd></dl>`
    // Cents say nothing beside thousands.
    const decimals = props.decimals ?? (props.format === 'currency' && Math.abs(value.value ?? 0) >= 1000 ? 0 : undefined)
    const style = {percent: props.format === 'percent', ...(decimals === undefined ? {} : {decimals})}
    const currency = props.format === 'currency' ? value.currency ?? 'EUR' : undefined
    return html`
      <dl>
        <dt>${props.label}</dt>
        <dd class="number">${value.value === null ? html`<span aria-hidden="true">–</span><span class="hidden-text">none</span>` : formatNumber(value.value, page.locale, {...style, currency})}</dd>
        ${value.value !== null && previous?.kind === 'number' && previous.value ? trend(value.value / previous.value - 1, page.locale, props.better) : nothing}
        ${props.hint ? html`<dd class="hint">${props.hint}</dd>` : nothing}
      </dl>`
  },
})

function trend(change: number, locale: string, better: 'higher' | 'lower'): TemplateResult {
  const text = formatNumber(Math.abs(change), locale, {percent: true})
  if (Math.abs(change) < 0.0005) return html`<dd class="trend same">unchanged</dd>`
  const tone = change > 0 === (better === 'higher') ? 'good' : 'bad'
  return html`<dd class="trend ${tone}">${icon(change > 0 ? 'arrow-up' : 'arrow-down')}<span class="hidden-text">${change > 0 ? 'up' : 'down'} </span>${text}</dd>`
}
