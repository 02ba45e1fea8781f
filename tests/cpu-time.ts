/**
 * Milliseconds of processor that `work` took: unlike the time on the wall, they are the same on a machine that is busy with other things.
 * Of this thread; of the whole process on a Node that cannot tell (before 22.19), where what another thread did meanwhile is counted too.
 */
export function cpuTime(work: () => void): number {
  const {threadCpuUsage = process.cpuUsage} = process as typeof process & {readonly threadCpuUsage?: typeof process.cpuUsage}
  const before = threadCpuUsage.call(process)
  work()
  const {user, system} = threadCpuUsage.call(process, before)
  return (user + system) / 1000
}
