/** Where the small pictures of a matrix lie, and which of them are in sight: with 40 slices at 60 phases, few. */

export interface MatrixItem {
  readonly slice: number
  readonly phase: number
  /** CSS pixels from the corner of all pictures */
  readonly left: number
  readonly top: number
}

export interface MatrixPlan {
  /** side of a picture */
  readonly cell: number
  readonly edge: MatrixEdge
  readonly width: number
  readonly height: number
  readonly items: (window: Window) => readonly MatrixItem[]
  readonly find: (slice: number, phase: number) => MatrixItem | undefined
}

/** CSS pixels. */
export interface Window {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

export interface Room {
  readonly width: number
  readonly height: number
  /** of the window: 1.5 at 150 % */
  readonly scale: number
}

/** CSS pixels for the numbers of slices and phases, along the edges or above each picture. */
export interface MatrixEdge {
  readonly left: number
  readonly top: number
}

const matrixGap = 3
/** words grow with the window */
const edgeAt = (scale: number): MatrixEdge => ({ left: 26 * scale, top: 18 * scale })
const smallest = 44
const largest = 240
/** between the pictures of two slices that stand beside each other */
const betweenPairs = 14

/** Slices as rows and phases as columns: as high as the room, and as wide as it gets. */
export function everyPhase(slices: number, phases: number, room: Room): MatrixPlan {
  const edge = edgeAt(room.scale)
  const byHeight = Math.floor((room.height - edge.top) / Math.max(1, slices)) - matrixGap
  const byWidth = Math.floor((room.width - edge.left) / Math.max(1, phases)) - matrixGap
  const cell = Math.min(largest, Math.max(smallest, byHeight, byWidth))
  const step = cell + matrixGap
  const at = (slice: number, phase: number): MatrixItem => ({
    slice,
    phase,
    left: edge.left + phase * step,
    top: edge.top + slice * step,
  })
  const within = (position: number, count: number): number => Math.min(Math.max(position, 0), count)
  return {
    cell,
    edge,
    width: edge.left + phases * step,
    height: edge.top + slices * step,
    find: (slice, phase) => (slice < slices && phase < phases ? at(slice, phase) : undefined),
    items: ({ left, top, width, height }) => {
      const first = within(Math.floor((left - edge.left) / step), phases)
      const last = within(Math.ceil((left + width - edge.left) / step), phases)
      const above = within(Math.floor((top - edge.top) / step), slices)
      const below = within(Math.ceil((top + height - edge.top) / step), slices)
      const items: MatrixItem[] = []
      for (let slice = above; slice < below; slice++)
        for (let phase = first; phase < last; phase++) items.push(at(slice, phase))
      return items
    },
  }
}

/** Few phases of each slice beside each other, the groups in as many columns as give the largest pictures. */
export function fewPhases(slices: number, phases: readonly number[], room: Room): MatrixPlan {
  const edge = edgeAt(room.scale)
  const inGroup = Math.max(1, phases.length)
  const sideFor = (columns: number): number => {
    const rows = Math.ceil(slices / columns)
    const byWidth = (room.width - columns * betweenPairs) / (columns * inGroup) - matrixGap
    const byHeight = room.height / rows - matrixGap - edge.top
    return Math.floor(Math.min(byWidth, byHeight))
  }
  const most = Math.max(1, Math.floor(room.width / (inGroup * (smallest + matrixGap) + betweenPairs)))
  const options = Array.from({ length: Math.min(most, slices) }, (_, k) => k + 1)
  const columns = options.reduce(
    (best, next) => (sideFor(next) > sideFor(best) ? next : best),
    options[0] ?? 1,
  )
  const cell = Math.min(largest, Math.max(smallest, sideFor(columns)))
  const group = inGroup * (cell + matrixGap) + betweenPairs
  const row = cell + matrixGap + edge.top
  const items = Array.from({ length: slices }, (_, slice) =>
    phases.map(
      (phase, k): MatrixItem => ({
        slice,
        phase,
        left: (slice % columns) * group + betweenPairs / 2 + k * (cell + matrixGap),
        top: Math.floor(slice / columns) * row + edge.top,
      }),
    ),
  ).flat()
  return {
    cell,
    edge,
    width: columns * group,
    height: Math.ceil(slices / columns) * row,
    find: (slice, phase) => items.find((item) => item.slice === slice && item.phase === phase),
    items: ({ left, top, width, height }) =>
      items.filter(
        (item) =>
          item.left + cell > left &&
          item.left < left + width &&
          item.top + cell > top &&
          item.top < top + height,
      ),
  }
}
