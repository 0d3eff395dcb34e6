/** Keys for the beat: playing it, a part of it, there and back, and standing still in it. */
import type { Offers } from '../keys/registry.ts'
import { notify } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import type { Room } from './room.ts'

/** of the true heart rate */
const speeds = [0.25, 0.5, 1, 2, 4]

export function cineCommands({ playhead, reading, shortAxis }: Room): Offers {
  const phases = () => reading.getState().numbers.phases
  const toPhase = (which: 'ed' | 'es') => (): void => {
    const phase = phases()[which]
    if (phase === undefined) {
      const { unknown, todo } = textsNow().cine
      notify({ tone: 'plain', what: unknown(which.toUpperCase()), todo })
    } else playhead.showPhase(phase, shortAxis)
  }
  const toSpeed = (by: number) => (): void => {
    const next = speeds[speeds.indexOf(playhead.get().speed) + by]
    if (next !== undefined) playhead.setSpeed(next)
  }
  return {
    'play-pause': () => playhead.toggle(),
    slower: toSpeed(-1),
    faster: toSpeed(1),
    'next-phase': () => playhead.step(1),
    'previous-phase': () => playhead.step(-1),
    'go-to-ed': toPhase('ed'),
    'go-to-es': toPhase('es'),
    bounce: () => playhead.setBounce(!playhead.get().bounce),
    sweep: () => {
      const { ed, es } = phases()
      if (!shortAxis || ed === undefined || es === undefined) {
        const { sweepUnknown, todo } = textsNow().cine
        notify({ tone: 'plain', what: sweepUnknown, todo })
        return
      }
      const { sweep } = playhead.get()
      const inSystole = sweep?.from === ed
      if (sweep && !inSystole) playhead.setSweep(undefined)
      else playhead.setSweep({ of: shortAxis, from: inSystole ? es : ed, to: inSystole ? ed : es })
      playhead.play()
    },
  }
}
