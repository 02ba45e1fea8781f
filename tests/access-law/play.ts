/** `Play`: a scene under way, and what may be seen of it at the moment. */
import {matchesFilter} from '../../ast/index.ts'
import type {JsonObject, Role} from '../../schemas/index.ts'
import type {Rules} from '../../server/access/index.ts'
import type {StoredRecord} from '../../server/store/index.ts'
import type {LawWorld} from './law-world.ts'
import {lawSchemas, type LawSchema, type Piece, type Twin} from './scene.ts'
import type {LawRequest} from './ways.ts'

export interface Play {
  readonly world: LawWorld
  readonly role: Role
  readonly rules: Readonly<Record<LawSchema, Rules>>
  readonly scene: string
  readonly pieces: readonly Piece[]
  /** Of records that the scene made by its requests. */
  readonly made: Set<string>
  /** What could be seen of each record at some time: its history may show that as long as the record is there. */
  readonly wereSeen: Map<string, string>
  /** Those that were made in both tenants: how each counts it. The first is none. */
  readonly commits: Readonly<Record<Twin, number>>[]
  words: number
  /** Something was refused in one tenant alone. */
  hasCollided: boolean
  /** Until the next write. */
  visible: Promise<Visible> | undefined
}

interface Visible {readonly seen: readonly {readonly record: StoredRecord; readonly data: JsonObject; readonly hidden: ReadonlySet<string>}[]; readonly unseen: readonly StoredRecord[]}

/** By the rules themselves, not by what the server makes of them. */
export const visibleNow = (play: Play): Promise<Visible> => (play.visible ??= readVisible(play))

async function readVisible({world, rules}: Play): Promise<Visible> {
  const seen: Visible['seen'][number][] = []
  const unseen: StoredRecord[] = []
  for (const schema of ['law_team', 'law_person'] as const) {
    for (const record of (await world.apps.a.store.page({schema, state: 'all', limit: 1_000})).items) {
      const {doc, ...own} = record
      const data = JSON.parse(doc) as JsonObject
      if (matchesFilter(rules[schema].rows!, {...data, ...own})) seen.push({record, data, hidden: new Set([...rules[schema].hidden!, 'pin'])})
      else unseen.push(record)
    }
  }
  return {seen, unseen}
}

export async function noteSeen(play: Play): Promise<void> {
  for (const one of (await visibleNow(play)).seen) play.wereSeen.set(one.record.id, (play.wereSeen.get(one.record.id) ?? '') + shownOf(one))
}

/** By record: values that who asks may not set, hidden or fixed. */
export async function notToSet(play: Play): Promise<ReadonlyMap<string, JsonObject>> {
  const {seen, unseen} = await visibleNow(play)
  return new Map([...seen.map(({record}) => record), ...unseen].map(({id, schema, doc}) => {
    const {hidden = [], fixed = []} = play.rules[schema as LawSchema]
    return [id, Object.fromEntries(Object.entries(JSON.parse(doc) as JsonObject).filter(([name]) => hidden.includes(name) || fixed.includes(name)))]
  }))
}

const shownOf = ({record, data, hidden}: Visible['seen'][number]): string => JSON.stringify([record.id, Object.entries(data).filter(([name]) => !hidden.has(name))])

/** All texts that an answer must not hold: ids and values of what is not there, hidden values, and names of hidden properties. What may be seen elsewhere, or was sent, is none. */
export async function hiddenNow(play: Play, {path, body}: LawRequest): Promise<readonly string[]> {
  const {seen, unseen} = await visibleNow(play)
  const told = seen.map(one => shownOf(one) + (play.wereSeen.get(one.record.id) ?? '')).join('') + decodeURIComponent(path.replaceAll('+', ' ')) + (JSON.stringify(body) ?? '')
  const texts = [
    ...unseen.flatMap(({id, doc}) => [id, ...textsOf(JSON.parse(doc) as JsonObject, play)]),
    ...seen.flatMap(({data, hidden}) => textsOf(Object.fromEntries(Object.entries(data).filter(([name]) => hidden.has(name))), play)),
    ...Object.entries(play.rules).flatMap(([schema, {hidden = []}]) => hidden.filter(name => !isElsewhere(name, schema, play)).flatMap(name => [`"${name}"`, `/${name}"`, `record.${name}`])),
  ]
  return [...new Set(texts)].filter(text => !told.includes(text) && !(/^["/r]/.test(text) && told.includes(text.replaceAll(/["/]|record\./g, ''))))
}

/** A name that stands for another property too, or in a screen, is told by that. */
const isElsewhere = (name: string, schema: string, {rules}: Play): boolean => Object.entries(lawSchemas).some(([other, {properties}]) => other !== schema && Object.hasOwn(properties, name) && !rules[other as LawSchema].hidden!.includes(name)) || onScreens.has(name)
const onScreens = new Set(['law_team_id', 'boss_id', 'age', 'wage', 'diary', 'memo', 'budget'])

const textsOf = (data: JsonObject, {scene}: Play): readonly string[] => Object.values(data).flat().flatMap(value => (typeof value === 'string' && value.startsWith(scene) && value.length > scene.length + 2 ? [value] : typeof value === 'number' && value >= 100_000_000 ? [String(value)] : []))
