/**
 * Whether an input method is at work: keys, and what stands in the field, are its own until the person has chosen a word. To be asked first by whatever listens to keys.
 * 229: the key that ends a composition comes after its end in some browsers, and belongs to it.
 */
export const isComposing = (event: Event): boolean => (event as KeyboardEvent).isComposing || (event as KeyboardEvent).keyCode === 229
