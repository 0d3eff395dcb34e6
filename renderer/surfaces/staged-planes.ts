/** The planes that stand in a scene, as their viewports show them: a window that is dragged there is dragged here. */
import { oncePerFrame } from '../cine/clock.ts'
import type { Room } from '../reading/room.ts'
import type { ImageView } from '../viewport/image-view.ts'
import type { SurfaceScene } from '../viewport/surfaces/scene.ts'
import type { PlaneLook } from './look.ts'
import { type PlanePictures, type PlaneSight, pictured, planesIn, type ShownPlane } from './planes.ts'

export interface StagedPlane {
  readonly name: string
  readonly corners: PlanePictures['corners']
}

export class StagedPlanes {
  /** an image that is wanted is not here yet */
  awaitsImage = false
  private readonly room: Room
  private readonly scene: SurfaceScene
  private readonly names = new Set<string>()
  /** window and greys of the planes are theirs */
  private readonly views = new Map<ImageView, () => void>()
  private readonly later: ReturnType<typeof oncePerFrame>

  /** @param onLook  a viewport shows its image otherwise: at most once a frame */
  constructor(room: Room, scene: SurfaceScene, onLook: () => void) {
    this.room = room
    this.scene = scene
    this.later = oncePerFrame(onLook)
  }

  /** @returns those with an image on them */
  show(look: PlaneLook, sight: PlaneSight | undefined): readonly StagedPlane[] {
    const { room, scene } = this
    const wanted = new Set<string>()
    const views = new Set<ImageView>()
    const found: StagedPlane[] = []
    this.awaitsImage = false
    for (const plane of sight && look !== 'none' ? planesIn(room.place.getState()) : []) {
      const withImage = hasImage(look, plane)
      const picture = sight && pictured(room, plane, sight, withImage)
      if (!picture) continue
      const name = `plane/${plane.id}`
      wanted.add(name)
      if (withImage) views.add(room.viewOf(plane.stack))
      this.awaitsImage ||= withImage && picture.image === undefined
      scene.show(name, picture.image)
      scene.show(`${name}/frame`, picture.frame)
      if (picture.image) found.push({ name: plane.id, corners: picture.corners })
    }
    this.follow(views)
    for (const name of this.names)
      if (!wanted.has(name)) {
        scene.show(name, undefined)
        scene.show(`${name}/frame`, undefined)
      }
    this.names.clear()
    for (const name of wanted) this.names.add(name)
    return found
  }

  dispose(): void {
    this.later.cancel()
    this.follow(new Set())
  }

  private follow(views: ReadonlySet<ImageView>): void {
    for (const [view, stop] of this.views)
      if (!views.has(view)) {
        stop()
        this.views.delete(view)
      }
    for (const view of views) {
      if (this.views.has(view)) continue
      const stop = view.subscribe(() => this.later.ask())
      this.views.set(view, stop)
    }
  }
}

const hasImage = (look: PlaneLook, { active }: ShownPlane): boolean =>
  look === 'all' || (look === 'one' && active)
