/** What is wrong, said where it is seen: the place, which the message begins with for those who read it elsewhere, is left out. */
import type {Problem} from '../api/api.ts'

export function problemWords({message, hint}: Pick<Problem, 'message' | 'hint'>): string {
  const words = message.replace(/^screen \S+, (?:node \S+, )?/, '')
  const sentence = `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(/[.;]?$/, '.')
  return hint ? `${sentence} ${hint.charAt(0).toUpperCase()}${hint.slice(1).replace(/[.;]?$/, '.')}` : sentence
}
