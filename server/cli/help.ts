/** What `espalier help` says. */
import type {Command} from './command.ts'
import type {Paint} from './paint.ts'
import {table} from './table.ts'

export function helpText(commands: Readonly<Record<string, Command>>, paint: Paint): string {
  return [
    `${paint.bold('espalier')}: screens from a terminal`, '',
    ...table(Object.entries(commands).map(([name, {usage, summary}]) => [`  ${paint.cyan(name)} ${usage}`, summary])), '',
    '  --url address   another server than that of the last login (also ESPALIER_URL)',
    '  --json          answers for programs', '',
    'Exit codes: 0 done, 1 refused or failed, 2 used wrongly.',
  ].join('\n')
}

export const helpOf = (name: string, {usage, summary}: Command, paint: Paint): string => `${paint.bold(`espalier ${name}`)} ${usage}\n${summary}`
