/** CPU time of another process' main thread, as the kernel accounts it: what other work on the machine takes does not count. */
import {readFile} from 'node:fs/promises'
import {setTimeout as wait} from 'node:timers/promises'

/** In milliseconds. Linux alone; throws elsewhere. */
export async function threadCpu(pid: number): Promise<number> {
  const [ran = ''] = (await readFile(`/proc/${pid}/task/${pid}/schedstat`, 'utf8')).split(' ')
  return Number(ran) / 1e6
}

/** As `threadCpu`, once the thread has come to rest: what it does after its answer counts too. */
export async function restingCpu(pid: number): Promise<number> {
  for (let before = await threadCpu(pid), rounds = 0; ; rounds++) {
    await wait(2)
    const now = await threadCpu(pid)
    if (now - before < 0.05 || rounds > 500) return now
    before = now
  }
}
