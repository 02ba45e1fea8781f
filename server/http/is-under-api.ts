/** Whether an address is one of the API's: for programs, closed to strangers, answered in JSON whatever happens. */
export function isUnderApi(path: string): boolean {
  return path.startsWith('/api/') || path === '/api'
}
