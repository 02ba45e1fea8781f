/** `itemsKeyword`: `items` for Ajv, that passes over what stood before and ends where more errors would tell nobody more. */
import {_, Name, type Code, type CodeKeywordDefinition, type KeywordCxt} from 'ajv/dist/2020.js'
import type {Standing} from './standing-items.ts'

/** More errors are not looked for in a list that a change brought. */
export const mostErrors = 5_000

/** For the next check: what stands, so that it is not looked at; undefined where everything is. */
export interface Passing {standing: Standing | undefined}

/** Where a rule holds whatever else the record says: by the properties, items and joined parts that lead there from one of its properties. */
const unconditional = /^#\/properties\/[^/]+(\/(properties\/[^/]+|allOf\/\d+|items))*$/

/** `original`: Ajv's own, which ends at the first error or not at all. */
export function itemsKeyword(original: CodeKeywordDefinition, passing: Passing): CodeKeywordDefinition {
  return {
    ...original,
    code(cxt, ruleType) {
      const {schema, parentSchema, it} = cxt
      const isOurs = it.allErrors && parentSchema['prefixItems'] === undefined && typeof schema === 'object'
      // Inside a choice only whether all fit is asked.
      if (isOurs && it.compositeRule) return checkEach(cxt, () => _`false`, _`true`)
      if (!isOurs || !unconditional.test(it.errSchemaPath)) return original.code(cxt, ruleType)
      const stands = cxt.gen.scopeValue('func', {ref: (list: readonly unknown[], at: number) => passing.standing?.(list, at) === true})
      // In the code that Ajv makes, `errors` counts those found so far.
      checkEach(cxt, at => _`${stands}(${cxt.data}, ${at})`, _`${new Name('errors')} > ${mostErrors}`)
    },
  }
}

/** `passes`: which items are not looked at. `isEnough`: whether to end behind one that does not fit. */
function checkEach(cxt: KeywordCxt, passes: (at: Name) => Code, isEnough: Code): void {
  const {gen, data, it} = cxt
  it.items = true
  const [fits, isFine] = [gen.let('fits', true), gen.name('isFine')]
  gen.forRange('i', 0, _`${data}.length`, at => {
    gen.if(_`!${passes(at)}`, () => {
      cxt.subschema({keyword: 'items', dataProp: at, dataPropType: 0}, isFine)
      gen.if(_`!${isFine}`, () => {
        gen.assign(fits, false)
        gen.if(isEnough, () => gen.break())
      })
    })
  })
  cxt.ok(fits)
}
