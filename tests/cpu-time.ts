/** Processor time, which is the same on a machine that is busy with other things, as the time on the wall is not. */

/** Answers how many milliseconds of processor this thread has taken since it was asked last. On a Node that tells only of the whole process (before 22.19) what is answered may be more, but never more than the wall says. */
export function cpuClock(): () => number {
  const {threadCpuUsage} = process as typeof process & {readonly threadCpuUsage?: typeof process.cpuUsage}
  const cpu = (): number => {
    const {user, system} = threadCpuUsage ? threadCpuUsage.call(process) : process.cpuUsage()
    return (user + system) / 1000
  }
  let last = {cpu: cpu(), wall: performance.now()}
  return () => {
    const now = {cpu: cpu(), wall: performance.now()}
    const spent = Math.min(now.cpu - last.cpu, now.wall - last.wall)
    last = now
    return spent
  }
}

/** What `work` takes of it. */
export function cpuTime(work: () => void): number {
  const spent = cpuClock()
  work()
  return spent()
}
