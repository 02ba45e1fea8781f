/** What a command of `espalier` is, and how it fails. */
import type {ParseArgsConfig} from 'node:util'
import type {Client} from './client.ts'
import type {Io} from './io.ts'
import type {Paint} from './paint.ts'

export type Options = NonNullable<ParseArgsConfig['options']>

export interface CommandContext {
  readonly io: Io
  readonly paint: Paint
  /** Answer for programs: JSON on standard output, nothing else. */
  readonly json: boolean
  readonly args: readonly string[]
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  /** Signed in at the chosen server. Throws `CliError` when nobody is. */
  client(): Promise<Client>
  /** Where `--url`, ESPALIER_URL or the last login points. */
  url(): Promise<URL>
}

export interface Command {
  /** After the name: `<node> <json|file|-> [--note text]`. */
  readonly usage: string
  readonly summary: string
  readonly options?: Options
  /** How many arguments it takes. */
  readonly arity: readonly [least: number, most: number]
  run(context: CommandContext): Promise<void>
}

/** Said on standard error, without a stack. */
export class CliError extends Error {
  /** 1: refused or failed. 2: used wrongly. */
  readonly exitCode: 1 | 2
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}

/** A text option, or undefined. */
export function textOption({options}: Pick<CommandContext, 'options'>, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}
