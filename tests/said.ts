/** `said`: refusals as people read them, for tests whose point is the place and the sentence. */

export const said = (errors: readonly {readonly pointer: string; readonly message: string}[]): readonly {readonly pointer: string; readonly message: string}[] =>
  errors.map(({pointer, message}) => ({pointer, message}))
