/** What every record has beside its data, and can be filtered and sorted by. */
export const ownFields: ReadonlySet<string> = new Set(['id', 'rev', 'state', 'created_at', 'created_by', 'updated_at', 'updated_by'])
