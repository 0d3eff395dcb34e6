/**
 * Surfaces, lines and planes drawn by vtk.js on one canvas of its own, only when something changed. A scene knows
 * nothing of hearts. On machines without a graphics processor it draws without antialiasing and, while it moves, in
 * fewer pixels.
 */
import '@kitware/vtk.js/Rendering/OpenGL/Actor.js'
import '@kitware/vtk.js/Rendering/OpenGL/Camera.js'
import '@kitware/vtk.js/Rendering/OpenGL/PolyDataMapper.js'
import '@kitware/vtk.js/Rendering/OpenGL/Renderer.js'
import '@kitware/vtk.js/Rendering/OpenGL/Texture.js'
import vtkRenderer from '@kitware/vtk.js/Rendering/Core/Renderer.js'
import vtkRenderWindow from '@kitware/vtk.js/Rendering/Core/RenderWindow.js'
import vtkOpenGLRenderWindow from '@kitware/vtk.js/Rendering/OpenGL/RenderWindow.js'
import { oncePerFrame } from '../../cine/clock.ts'
import { hasGpu } from '../gpu.ts'
import { type Body, bodyOf, type LinePicture, type PlanePicture, type SolidPicture } from './bodies.ts'
import { type Camera, eyeAway } from './camera.ts'

export interface SceneCounts {
  /** pictures drawn, and ms that the last of them took */
  readonly drawn: number
  readonly took: number
}

/** ms between pictures that move: where it is usually longer, they are drawn in fewer pixels */
const slow = 55
/** ms after which what stood still is drawn in all pixels */
const stillAfter = 250
const coarse = 0.6

export class SurfaceScene {
  private readonly window = vtkRenderWindow.newInstance()
  private readonly renderer = vtkRenderer.newInstance()
  private readonly view = vtkOpenGLRenderWindow.newInstance()
  private readonly bodies = new Map<string, Body>()
  private readonly later = oncePerFrame(() => this.draw())
  private readonly onDrawn: (counts: SceneCounts) => void
  private size = { width: 0, height: 0, ratio: 1 }
  private scale = 1
  private counted = { drawn: 0, took: 0 }
  private settle: ReturnType<typeof setTimeout> | undefined
  private last = 0
  private usual = 0
  private disposed = false

  /**
   * @param host     gets a canvas
   * @param onDrawn  after each picture
   * @throws Error where the browser gives no WebGL 2
   */
  constructor(host: HTMLElement, onDrawn: (counts: SceneCounts) => void) {
    this.onDrawn = onDrawn
    const { window, renderer, view } = this
    // whoever asks a canvas first says how its context is
    const canvas = view.getCanvas()
    if (!canvas?.getContext('webgl2', { ...contextOptions, antialias: hasGpu() }))
      throw new Error('the browser gives no WebGL 2')
    view.setContainer(host)
    window.addView(view)
    window.addRenderer(renderer)
    renderer.setBackground(0, 0, 0)
    renderer.getActiveCamera().setParallelProjection(true)
  }

  resize(width: number, height: number, ratio: number): void {
    this.size = { width, height, ratio }
    this.fit(1)
    this.later.ask()
  }

  look({ focus, towards, up, half }: Camera): void {
    const camera = this.renderer.getActiveCamera()
    camera.setFocalPoint(focus[0], focus[1], focus[2])
    camera.setPosition(
      focus[0] + eyeAway * towards[0],
      focus[1] + eyeAway * towards[1],
      focus[2] + eyeAway * towards[2],
    )
    camera.setViewUp(up[0], up[1], up[2])
    camera.setParallelScale(half)
    camera.setClippingRange(eyeAway / 2, 2 * eyeAway)
    this.later.ask()
  }

  /** Shows it in the place of what had the name before; nothing takes that away. The same again is not drawn again. */
  show(name: string, picture: SolidPicture | LinePicture | PlanePicture | undefined): void {
    const known = this.bodies.get(name)
    const update = picture && known ? known.update(picture) : 'other'
    if (update === 'same' || (!picture && !known)) return
    if (update === 'changed') {
      this.later.ask()
      return
    }
    if (known) {
      this.renderer.removeActor(known.actor)
      known.dispose()
      this.bodies.delete(name)
    }
    if (picture) {
      const body = bodyOf(picture)
      this.bodies.set(name, body)
      this.arrange()
    }
    this.later.ask()
  }

  /** What shows through is drawn last. */
  private arrange(): void {
    const ordered = [...this.bodies.values()].sort((a, b) => a.order - b.order)
    this.renderer.removeAllActors()
    for (const { actor } of ordered) this.renderer.addActor(actor)
  }

  counts(): SceneCounts {
    return this.counted
  }

  /** In all pixels of the screen. */
  async picture(): Promise<Blob> {
    this.fit(1)
    this.drawNow()
    const canvas = this.view.getCanvas()
    if (!canvas) throw new Error('the scene has no canvas')
    return new Promise((found, failed) =>
      canvas.toBlob((blob) => (blob ? found(blob) : failed(new Error('the picture could not be made')))),
    )
  }

  /** Gives back the canvas, the context and everything on the graphics processor. */
  dispose(): void {
    this.disposed = true
    this.later.cancel()
    clearTimeout(this.settle)
    this.renderer.removeAllActors()
    for (const body of this.bodies.values()) body.dispose()
    this.bodies.clear()
    const context = this.view.getCanvas()?.getContext('webgl2')
    this.window.removeRenderer(this.renderer)
    this.renderer.delete()
    this.window.removeView(this.view)
    this.view.delete()
    this.window.delete()
    // browsers keep few contexts, and free them only when they collect garbage
    context?.getExtension('WEBGL_lose_context')?.loseContext()
  }

  private fit(scale: number): void {
    const { width, height, ratio } = this.size
    this.scale = scale
    this.view.setSize(
      Math.max(1, Math.round(width * ratio * scale)),
      Math.max(1, Math.round(height * ratio * scale)),
    )
  }

  private draw(): void {
    if (this.disposed || this.size.width === 0) return
    const now = performance.now()
    this.pace(now)
    this.drawNow()
    this.counted = { drawn: this.counted.drawn + 1, took: performance.now() - now }
    clearTimeout(this.settle)
    if (this.scale < 1)
      this.settle = setTimeout(() => {
        this.fit(1)
        this.drawNow()
      }, stillAfter)
    this.onDrawn(this.counted)
  }

  /** What software draws is done long after it was asked for: only the time between two pictures tells. */
  private pace(now: number): void {
    const apart = now - this.last
    this.last = now
    if (apart > stillAfter || hasGpu()) return
    this.usual += 0.2 * (apart - this.usual)
    if (this.usual > slow && this.scale === 1) this.fit(coarse)
  }

  private drawNow(): void {
    this.window.render()
  }
}

const contextOptions: WebGLContextAttributes = {
  preserveDrawingBuffer: false,
  depth: true,
  alpha: false,
  powerPreference: 'high-performance',
}
