/** How much of everything is measured: all of it in under eight minutes, or a look in two. */
export interface Extent {
  readonly openings: number
  /** of drags and of navigations */
  readonly rounds: number
  readonly movesInRound: number
  readonly cineMs: number
  readonly peer: boolean
}

/** In so many studies the memory is compared with that of the peer in the same. */
export const comparedStudies = 4

export const whole: Extent = { openings: 10, rounds: 3, movesInRound: 50, cineMs: 6_000, peer: true }
export const quick: Extent = { openings: 4, rounds: 1, movesInRound: 40, cineMs: 3_000, peer: false }
