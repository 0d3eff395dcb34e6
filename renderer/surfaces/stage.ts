/**
 * The ventricles in their scene: which surfaces, colours and planes stand there at the phase that is on the screen. It
 * draws when the phase, the look or the read changed, and when somebody turns it; else never.
 */
import { valuesBetween } from '#analysis/surfaces/between-phases.ts'
import type { Loft } from '#analysis/surfaces/loft.ts'
import type { Surface, SurfacePart } from '#analysis/surfaces/surface.ts'
import { bridgedVertices, type Values } from '#analysis/surfaces/values.ts'
import { type Rgb, rgbOf } from '../charts/colours.ts'
import { Cell } from '../cine/store.ts'
import type { Room } from '../reading/room.ts'
import { type ContourPalette, contourColours, colours as themeColours } from '../theme/tokens.ts'
import type { LinePicture } from '../viewport/surfaces/bodies.ts'
import type { Camera, PictureSize, Ray } from '../viewport/surfaces/camera.ts'
import { SurfaceScene } from '../viewport/surfaces/scene.ts'
import { type Solid, solidOf } from '../viewport/surfaces/solid.ts'
import type { Shown, SurfaceBeat } from './beat.ts'
import type { SurfaceColour, SurfaceLook } from './look.ts'
import { numbersOn, type Sources, segmentsOn } from './numbers.ts'
import { type Paint, paintedOnce, surfaceScales } from './paint.ts'
import type { PlaneSight } from './planes.ts'
import { type Pointable, type Pointed, pointedAt } from './pointing.ts'
import { type Extent, extentOf, firstCamera } from './sight.ts'
import { type StagedPlane, StagedPlanes } from './staged-planes.ts'
import { wireOf } from './wire.ts'

export interface Staged {
  readonly beat: SurfaceBeat
  readonly look: SurfaceLook
  readonly palette: ContourPalette
  readonly sources: Omit<Sources, 'reference'>
}

/** What is seen of the part that matters most, for the words over the picture. */
export interface Seen {
  readonly phase: number
  readonly shown: Shown | undefined
  /** of everything that stands there: slices that are bridged */
  readonly bridged: readonly number[]
  /** numbers are there for what is coloured */
  readonly coloured: boolean
}

const parts = ['lv-endocardial', 'lv-epicardial', 'rv-endocardial'] as const
/** mm that planes reach beyond the heart */
const beyond = 4

const wireOpacity = 0.6
/** mm of the cross at the place that was pointed at */
const pointArm = 7

/** The colours of lines are made for lines: on a whole surface they would outshine everything else. */
const muted = ([red, green, blue]: Rgb): Rgb => {
  const grey = 0.3 * red + 0.59 * green + 0.11 * blue
  const less = (channel: number): number => Math.round(0.86 * (channel + 0.32 * (grey - channel)))
  return [less(red), less(green), less(blue)]
}

const solids = new WeakMap<Loft, Solid>()

function solidFor(loft: Loft): Solid {
  const known = solids.get(loft) ?? solidOf(loft)
  solids.set(loft, known)
  return known
}

const share = (hex: string): LinePicture['colour'] => {
  const [red, green, blue] = rgbOf(hex)
  return [red / 255, green / 255, blue / 255]
}

export class SurfaceStage {
  readonly camera = new Cell<Camera | undefined>(undefined)
  readonly seen = new Cell<Seen>({ phase: 0, shown: undefined, bridged: [], coloured: false })
  private readonly room: Room
  private readonly scene: SurfaceScene
  private readonly stops: (() => void)[] = []
  private staged: Staged | undefined
  private extent: Extent | undefined
  /** the first look, for what was there then */
  private framed: Camera | undefined
  private pointable: Pointable = { surfaces: [], planes: [] }
  private size: PictureSize = { width: 1, height: 1 }
  private readonly planes: StagedPlanes
  private readonly host: HTMLElement

  /** @throws Error where the browser gives no WebGL 2 */
  constructor(host: HTMLElement, room: Room) {
    this.room = room
    this.host = host
    this.scene = new SurfaceScene(host, ({ drawn, took }) => {
      // for those who measure, and for tests
      host.dataset.drawn = String(drawn)
      host.dataset.took = took.toFixed(1)
    })
    this.planes = new StagedPlanes(room, this.scene, () => {
      this.pointable = { ...this.pointable, planes: this.showPlanes() }
    })
    const { playhead, place } = room
    const refresh = () => this.refresh()
    this.stops.push(playhead.subscribe(refresh), place.subscribe(refresh))
    this.stops.push(
      this.camera.subscribe(() => {
        const camera = this.camera.get()
        if (camera) this.scene.look(camera)
      }),
    )
  }

  resize(width: number, height: number, ratio: number): void {
    this.size = { width, height }
    this.scene.resize(width, height, ratio)
  }

  get pictureSize(): PictureSize {
    return this.size
  }

  show(staged: Staged): void {
    this.staged = staged
    this.extent = extentOf(this.shapes(), staged.beat.directions)
    // as long as nobody turned it, it fits what is there by now
    if (this.camera.get() === this.framed) this.frame()
    this.refresh()
  }

  /** An image that a plane waits for may be here. */
  showAgain(): void {
    if (this.planes.awaitsImage) this.refresh()
  }

  /** The first look again. */
  frame(): void {
    const { staged, extent } = this
    if (!staged || !extent) return
    this.framed = firstCamera(staged.beat.directions, extent, this.size)
    this.camera.set(this.framed)
  }

  get sight(): { readonly extent: Extent; readonly beat: SurfaceBeat } | undefined {
    const { extent, staged } = this
    return extent && staged && { extent, beat: staged.beat }
  }

  pointed(ray: Ray): Pointed | undefined {
    return pointedAt(this.pointable, ray)
  }

  /** The number and the segment at a vertex of a part, as it is coloured now. */
  numberAt(
    part: SurfacePart,
    vertex: number,
  ): { readonly value?: number; readonly segment?: number } | undefined {
    const { staged } = this
    const shown = staged?.beat.shown(part, this.phase())
    if (!staged || !shown) return undefined
    const values = this.valuesOf(part, shown, staged.look.colour)
    const surface = shown.drawn.kind === 'here' ? shown.drawn.surface : undefined
    const segment = surface && segmentsOn(surface, this.sourcesOf(part))?.[vertex]
    return {
      ...(values?.known[vertex] === 1 ? { value: values.value[vertex] ?? 0 } : {}),
      ...(segment ? { segment } : {}),
    }
  }

  picture(): Promise<Blob> {
    return this.scene.picture()
  }

  dispose(): void {
    this.planes.dispose()
    for (const stop of this.stops) stop()
    this.scene.dispose()
    delete this.host.dataset.drawn
  }

  private phase(): number {
    const { beat } = this.staged ?? {}
    return beat ? this.room.playhead.phaseOf(beat.input.stack) : 0
  }

  /** At the phase that the others are compared with, so that the picture stands still. */
  private shapes(): Float32Array[] {
    const { staged } = this
    if (!staged) return []
    return parts.flatMap((part) => {
      const loft = staged.beat.reference(part)?.loft ?? staged.beat.shown(part, this.phase())?.loft
      return loft ? [loft.positions] : []
    })
  }

  private refresh(): void {
    const { staged } = this
    if (!staged) return
    const phase = this.phase()
    const surfaces: { name: string; loft: Loft }[] = []
    const bridged = new Set<number>()
    let coloured = false
    for (const part of parts) {
      const shown = staged.look.parts[part] ? staged.beat.shown(part, phase) : undefined
      coloured = this.showPart(part, shown) || coloured
      if (!shown) continue
      surfaces.push({ name: part, loft: shown.loft })
      for (const surface of surfacesIn(shown)) for (const slice of surface.bridged) bridged.add(slice)
    }
    this.showPoint()
    // whoever points means the cavity and the images, not the shell about them
    this.pointable = {
      surfaces: surfaces.filter(({ name }) => name !== 'lv-epicardial'),
      planes: this.showPlanes(),
    }
    const main = parts.find((part) => staged.look.parts[part] && staged.beat.shown(part, phase))
    this.seen.set({
      phase,
      shown: main && staged.beat.shown(main, phase),
      bridged: [...bridged].sort((a, b) => a - b),
      coloured,
    })
    this.host.dataset.phase = String(phase)
  }

  /** @returns whether numbers colour it */
  private showPart(part: SurfacePart, shown: Shown | undefined): boolean {
    if (!this.staged || !shown) {
      this.scene.show(part, undefined)
      this.scene.show(`${part}/wire`, undefined)
      return false
    }
    const { look, palette } = this.staged
    const { colour } = look
    const line = contourColours[palette][part]
    // a shell over the cavity would tint the colours that are read on it
    const isWire = part === 'lv-epicardial' && look.parts['lv-endocardial']
    this.scene.show(
      `${part}/wire`,
      isWire
        ? {
            kind: 'lines',
            points: shown.loft.positions,
            lines: wireOf(shown.loft),
            colour: share(line),
            width: 1,
            opacity: wireOpacity,
          }
        : undefined,
    )
    if (isWire) {
      this.scene.show(part, undefined)
      return false
    }
    const values = this.valuesOf(part, shown, colour)
    const isColoured = this.isColoured(part) && colour !== 'none'
    const solid = solidFor(shown.loft)
    const paint: Paint = {
      plain: muted(rgbOf(line)),
      unknown: rgbOf(themeColours['text-faint']),
      range: isColoured ? surfaceScales[colour].range : undefined,
    }
    this.scene.show(part, {
      kind: 'solid',
      solid,
      colours: paintedOnce(solid.origin, values, madeBy(shown), paint),
      opacity: 1,
    })
    return values !== undefined
  }

  /** The cavity; the epicardium where the cavity is hidden. */
  private isColoured(part: SurfacePart): boolean {
    const parts = this.staged?.look.parts
    return part === (parts?.['lv-endocardial'] ? 'lv-endocardial' : 'lv-epicardial')
  }

  private valuesOf(part: SurfacePart, { loft, drawn }: Shown, colour: SurfaceColour): Values | undefined {
    if (!this.isColoured(part)) return undefined
    const sources = this.sourcesOf(part)
    if (drawn.kind !== 'between') return numbersOn(drawn.surface, colour, sources)
    const { from, to, share } = drawn
    const [a, b] = [numbersOn(from, colour, sources), numbersOn(to, colour, sources)]
    const between = a && b && valuesBetween([from.loft, a], [to.loft, b], share)
    return between?.value.length === loft.positions.length / 3 ? between : undefined
  }

  private readonly sources = new WeakMap<object, Map<SurfacePart, Sources>>()

  /** The same object for the same sources: numbers are remembered by it. */
  private sourcesOf(part: SurfacePart): Sources {
    const { staged } = this
    if (!staged) throw new Error('nothing is staged')
    const known = this.sources.get(staged.sources) ?? new Map<SurfacePart, Sources>()
    this.sources.set(staged.sources, known)
    const reference = staged.beat.reference(part)
    const before = known.get(part)
    if (before?.reference === reference && before) return before
    const made: Sources = { ...staged.sources, reference }
    known.set(part, made)
    return made
  }

  /** The place that was pointed at last, here or in an image. */
  private showPoint(): void {
    const { crossHair, crossHairShown } = this.room.place.getState()
    const at = crossHairShown ? crossHair?.at : undefined
    if (!at) {
      this.scene.show('point', undefined)
      return
    }
    const ends = [0, 1, 2].flatMap((axis) =>
      [-pointArm, pointArm].map((by) => at.map((value, c) => (c === axis ? value + by : value))),
    )
    this.scene.show('point', {
      kind: 'lines',
      points: Float32Array.from(ends.flat()),
      lines: Uint32Array.from([2, 0, 1, 2, 2, 3, 2, 4, 5]),
      colour: share(themeColours.attention),
      width: 2,
      opacity: 1,
    })
  }

  private showPlanes(): readonly StagedPlane[] {
    const { staged, extent } = this
    const sight: PlaneSight | undefined = staged &&
      extent && {
        middle: extent.middle,
        reach: extent.reach + beyond,
        frameOfReferenceUid: frameOfReference(staged.beat),
        colour: (active) => share(active ? themeColours.accent : themeColours['text-muted']),
      }
    return this.planes.show(staged?.look.planes ?? 'none', sight)
  }
}

const frameOfReference = ({ input: { stack } }: SurfaceBeat): string | undefined =>
  stack.frames.flat().find((frame) => frame !== null)?.instance.frameOfReferenceUid

const surfacesIn = ({ drawn }: Shown): readonly Surface[] =>
  drawn.kind === 'between' ? [drawn.from, drawn.to] : [drawn.surface]

const bridges = new WeakMap<Surface, Uint8Array>()

/** What nobody drew at this phase. */
function madeBy({ drawn }: Shown): Uint8Array | 'all' | undefined {
  if (drawn.kind !== 'here') return 'all'
  const { surface } = drawn
  if (surface.bridged.length === 0) return undefined
  const known =
    bridges.get(surface) ??
    bridgedVertices(
      surface.loft,
      surface.rings.map(({ slice }) => slice),
      surface.bridged,
    )
  bridges.set(surface, known)
  return known
}
