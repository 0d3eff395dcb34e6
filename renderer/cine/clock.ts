/**
 * The window's one animation loop. Everything that moves (cine, overlays) is called from here once a display
 * frame, in order of need: first what decides what is shown, then what draws it. It sleeps when nobody listens.
 */
type Step = (now: number) => void

const phases = ['advance', 'draw'] as const
type ClockPhase = (typeof phases)[number]

const listeners: Record<ClockPhase, Set<Step>> = { advance: new Set(), draw: new Set() }
let scheduled = false

function frame(now: number): void {
  scheduled = false
  for (const phase of phases) {
    for (const step of [...listeners[phase]]) step(now)
  }
  schedule()
}

function schedule(): void {
  if (scheduled || phases.every((phase) => listeners[phase].size === 0)) return
  scheduled = true
  requestAnimationFrame(frame)
}

/** Calls `step` in every frame until the returned function is called. */
export function onEachFrame(phase: ClockPhase, step: Step): () => void {
  listeners[phase].add(step)
  schedule()
  return () => listeners[phase].delete(step)
}

/** A function that asks for one call of `step` in the coming frame, however often it is asked. */
export function oncePerFrame(step: Step): { ask(): void; cancel(): void } {
  const once: Step = (now) => {
    listeners.draw.delete(once)
    step(now)
  }
  return {
    ask() {
      listeners.draw.add(once)
      schedule()
    },
    cancel() {
      listeners.draw.delete(once)
    },
  }
}
