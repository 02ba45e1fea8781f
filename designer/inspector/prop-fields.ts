/** The props of a node as fields, from its snippet's own declaration. */
import {html, nothing, type TemplateResult} from 'lit'
import type {Json} from '../../schemas/index.ts'
import {boundSchema, type NodeView, schemaChoices} from './node-view.ts'
import {isGroup, propControl} from './prop-control.ts'
import {valueField} from './value-field.ts'

export function propFields(view: NodeView): TemplateResult | typeof nothing {
  const {node, manifest, problems, schemas, paths, types, locale, set, announce} = view
  const bound = boundSchema(view)
  const names = Object.keys(manifest.props)
  const strays = Object.keys(node.props).filter(name => !names.includes(name))
  if (names.length + strays.length === 0) return nothing
  return html`
    ${names.map(name => {
      const schema = manifest.props[name]!
      const label = schema.title ?? name
      const onChange = (value: Json | undefined): void => set(['props', name], value, `Change ${label.toLowerCase()} of ${manifest.title}`)
      return valueField({
        pointer: `/props/${name}`, label, help: schema.description, problems, types, value: node.props[name], onChange, group: isGroup(schema),
        control: ids => propControl({...ids, schema, label, locale, value: node.props[name], bound, schemas: schemaChoices(schemas), paths, onChange, announce}),
      })
    })}
    ${strays.map(name => html`<p class="stray">${manifest.title} has no setting “${name}”. <button type="button" class="button quiet small" @click=${() => set(['props', name], undefined)}>Remove it</button></p>`)}`
}
