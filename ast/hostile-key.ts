/** The object keys that reach a prototype; refused at any depth of anything that comes from outside. */

/** True for `__proto__`, `constructor` and `prototype`. */
export const isHostileKey = (key: string): boolean => key === '__proto__' || key === 'constructor' || key === 'prototype'
