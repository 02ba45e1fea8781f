/** A seed that nobody chose: 31 bits, so that it is short to type. */
export const randomSeed = (): number => Math.floor(Math.random() * 2 ** 31)
