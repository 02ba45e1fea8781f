/** Rows of a list source, with links that sort and page it. */
import {css, html} from 'lit'
import {addressWith, defineSnippet} from '../../../../snippets/index.ts'

export default defineSnippet({
  name: 'tiny-grid', title: 'Grid', group: 'Data', props: {},
  data: {rows: {kind: 'list', title: 'Rows', fromAddress: true}},
  styles: css`:host { display: block; } table { border-collapse: collapse; } td { padding: 4px 8px; border-bottom: 1px solid #ddd; }`,
  render: ({data, page}) => {
    const rows = data['rows']
    if (rows?.kind !== 'list') return html`<p>${rows?.kind === 'failed' ? rows.message : 'nothing'}</p>`
    const columns = Object.keys(rows.def.properties)
    return html`<table><thead><tr>${columns.map(column => html`<th><a href=${addressWith(page, {sort: rows.asked.sort === column ? `-${column}` : column})}>${column}</a></th>`)}</tr></thead>
      <tbody>${rows.items.map(item => html`<tr>${columns.map(column => html`<td>${item.data[column]}</td>`)}</tr>`)}</tbody></table>
      <p class="sum">${rows.total} in all, by ${rows.asked.sort}</p>${rows.next ? html`<a class="next" href=${addressWith(page, {cursor: rows.next})}>Next</a>` : ''}`
  },
})
