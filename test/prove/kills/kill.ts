export interface KillOptions {
  /** where what is killed works */
  readonly folder: string
  readonly seed: number
}

export interface Killed {
  /** what a kill lost or broke */
  readonly problems: readonly string[]
  /** what the kills met */
  readonly detail: string
}

/** Kills a process so many times, at moments that follow from the seed. */
export type Killer = (kills: number, options: KillOptions) => Promise<Killed>
