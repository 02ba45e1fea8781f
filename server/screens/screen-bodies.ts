/** The bodies of the calls on screens: exactly these members, in these shapes. */
import {parseSteps, type Step} from '../../ast/index.ts'
import {InvalidInput} from '../errors.ts'
import {membersOf} from '../http/index.ts'
import {maxSteps} from './check-steps.ts'

const maxNote = 2_000
const maxScreens = 1_000

export function parseStepsBody(body: unknown): {readonly base?: string; readonly steps: readonly Step[]} {
  const {base, steps} = membersOf(body, ['base', 'steps'])
  if (base !== undefined && typeof base !== 'string') throw wrong('/base', 'expected the hash that the steps were made on, as text', base)
  return {...(base !== undefined && {base}), steps: stepsOf(steps)}
}

export function parsePatchBody(body: unknown): {readonly steps: readonly Step[]; readonly note: string} {
  const {steps, note} = membersOf(body, ['steps', 'note'])
  return {steps: stepsOf(steps), note: noteOf(note) ?? ''}
}

export function parsePublishBody(body: unknown): {readonly screens?: readonly string[]; readonly note?: string} {
  const {screens, note} = membersOf(body ?? {}, ['screens', 'note'])
  if (screens !== undefined && (!Array.isArray(screens) || screens.length === 0 || screens.length > maxScreens || !screens.every(one => typeof one === 'string'))) {
    throw wrong('/screens', `expected a list of 1 to ${maxScreens} ids of screens (leave it out for all)`, screens)
  }
  const said = noteOf(note)
  return {...(screens !== undefined && {screens: screens as readonly string[]}), ...(said !== undefined && {note: said})}
}

export function parseRollbackBody(body: unknown): {readonly note?: string; readonly takeBack?: boolean} {
  const members = membersOf(body ?? {}, ['note', 'takeBack'])
  const note = noteOf(members.note)
  const {takeBack = false} = members
  if (typeof takeBack !== 'boolean') throw wrong('/takeBack', 'expected true or false', takeBack)
  return {...(note !== undefined && {note}), takeBack}
}

export function parseRestoreBody(body: unknown): {readonly path?: string} {
  const {path} = membersOf(body ?? {}, ['path'])
  if (path !== undefined && typeof path !== 'string') throw wrong('/path', 'expected a path, as in /orders', path)
  return path === undefined ? {} : {path}
}

/** For calls that take nothing: no body, or an empty object. */
export function parseEmptyBody(body: unknown): void {
  membersOf(body ?? {}, [])
}

function stepsOf(steps: unknown): readonly Step[] {
  const parsed = parseSteps(steps)
  if (!parsed.ok) {
    const pointer = `/steps${parsed.reason.pointer ?? ''}`
    throw new InvalidInput({detail: `${pointer}: ${parsed.reason.message}.`, errors: [{pointer, message: parsed.reason.message}]})
  }
  if (parsed.steps.length > maxSteps) throw wrong('/steps', `expected at most ${maxSteps} steps, got ${parsed.steps.length}: send them in several calls`)
  return parsed.steps
}

function noteOf(note: unknown): string | undefined {
  if (note === undefined) return undefined
  if (typeof note !== 'string' || note.length > maxNote) throw wrong('/note', `expected text of at most ${maxNote} characters`, note)
  return note
}

function wrong(pointer: string, message: string, got?: unknown): InvalidInput {
  const full = got === undefined ? message : `${message}, got ${(JSON.stringify(got) ?? typeof got).slice(0, 80)}`
  return new InvalidInput({detail: `${pointer === '' ? 'The body' : pointer}: ${full}.`, errors: [{pointer, message: full}]})
}
