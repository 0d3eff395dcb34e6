/** The machine that was measured. */
import { arch, cpus, hostname, loadavg, platform, release, totalmem } from 'node:os'
import { rounded } from './figures.ts'

export interface Machine {
  readonly name: string
  readonly cpu: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  /** over the minute before; above 0 somebody else was measured too */
  readonly load: number
}

export function machine(): Machine {
  const processors = cpus()
  return {
    name: hostname(),
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memoryGb: rounded(totalmem() / 2 ** 30),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.versions.node,
    load: rounded(loadavg()[0] ?? 0),
  }
}
