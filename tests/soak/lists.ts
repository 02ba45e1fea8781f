/** The law of lists, with more texts of more scripts than the suite has time for. */
import {anyListedWords, openWordsWorld, type ListedWords, type WordsWorld} from '../laws/listed-words.ts'
import {defineProof} from './run/define-proof.ts'

defineProof<ListedWords, WordsWorld>({
  title: 'the API, the grid and the pickers list texts of any script in one order, with each row once, and a way back from every page',
  share: 20,
  cases: 2_000,
  any: anyListedWords,
  open: openWordsWorld,
  close: world => world.close(),
  check: (one, world) => world.check(one),
})
