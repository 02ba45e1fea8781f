/** What a failed proof says: the case, why, and the command that runs it again. */
import type {Failure} from './run-cases.ts'

export function soakFailure(name: string, seed: number, {path, example, error, repeats}: Failure): Error {
  return new Error([
    `${name}: case ${path.split(':')[0]} of seed ${seed} failed${repeats ? '' : ', and held when it was run again: it hangs on timing'}`,
    `the case, made small: ${example}`,
    error.message,
    `again: npm run soak -- ${name} --seed ${seed} --case ${path}`,
  ].join('\n'), {cause: error})
}
