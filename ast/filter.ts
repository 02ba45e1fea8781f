/** What a store can filter by: the neutral form that CEL compiles to, and that SQLite and PostgreSQL compile from. */
export type Scalar = string | number | boolean | null

/**
 * `field` is a property name, or one of the record's own: id, rev, state, created_at, created_by, updated_at, updated_by. Missing and null are one. Comparing with null by an order is false; `ne` is true
 * for null unless compared with null. Texts that are times compare by their instant (`timeKey`); others are equal letter by letter, and have the order of `textKey`, which sorted pages have too; values of different kinds are never equal and have no order. `matchesFilter` is the meaning; stores are tested against it.
 */
export type Filter =
  | {readonly op: 'and' | 'or'; readonly args: readonly Filter[]}
  | {readonly op: 'not'; readonly arg: Filter}
  | {readonly op: 'const'; readonly value: boolean}
  | {readonly op: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'; readonly field: string; readonly value: Scalar}
  | {readonly op: 'compare'; readonly by: 'eq' | 'ne' | 'lt' | 'le' | 'gt' | 'ge'; readonly left: string; readonly right: string}
  | {readonly op: 'in'; readonly field: string; readonly values: readonly Scalar[]}
  | {readonly op: 'contains' | 'starts' | 'ends'; readonly field: string; readonly value: string; /** `case`: both sides in lower case, in all of Unicode; `letters`: both by `foldText`, as people look for words */ readonly fold?: 'case' | 'letters'}
  /** `field` is a list that holds `value`. */
  | {readonly op: 'has'; readonly field: string; readonly value: Scalar}

export interface SortKey {readonly field: string; readonly descending: boolean}
