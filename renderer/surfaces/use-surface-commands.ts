/** What keys do to the ventricles in 3D. */
import { fileName, save } from '../charts/picture.ts'
import { type Offers, useCommands } from '../keys/registry.ts'
import { attempt } from '../status/notices.ts'
import { textsNow } from '../texts/texts.ts'
import { turned, zoomed } from '../viewport/surfaces/camera.ts'
import { captioned } from './captioned.ts'
import { nextColour, nextPlanes, togglePart, useSurfaceLook } from './look.ts'
import { cameraAt, type Standpoint } from './sight.ts'
import type { SurfaceStage } from './stage.ts'

/** radians a press of a key */
const turn = Math.PI / 12
const step = 1.15

/** @param focused  the keys are in the picture: what zooms an image zooms it */
export function useSurfaceCommands(stage: SurfaceStage | undefined, focused: boolean): void {
  useCommands(offersOf(stage, focused))
}

function offersOf(stage: SurfaceStage | undefined, focused: boolean): Offers {
  const turnBy = (right: number, down: number) => (): void => {
    const camera = stage?.camera.get()
    if (stage && camera) stage.camera.set(turned(camera, right * turn, down * turn))
  }
  const zoomBy = (factor: number) => (): void => {
    const camera = stage?.camera.get()
    if (stage && camera) stage.camera.set(zoomed(camera, factor))
  }
  const from = (standpoint: Standpoint) => (): void => lookFrom(stage, standpoint)
  return {
    'surfaces-colour': nextColour,
    'surfaces-left': () => togglePart('lv-endocardial'),
    'surfaces-epicardium': () => togglePart('lv-epicardial'),
    'surfaces-right': () => togglePart('rv-endocardial'),
    'surfaces-planes': nextPlanes,
    'surfaces-from-anterior': from('anterior'),
    'surfaces-from-lateral': from('lateral'),
    'surfaces-from-inferior': from('inferior'),
    'surfaces-from-septum': from('septum'),
    'surfaces-from-apex': from('apex'),
    'surfaces-from-base': from('base'),
    'surfaces-turn-left': turnBy(-1, 0),
    'surfaces-turn-right': turnBy(1, 0),
    'surfaces-turn-up': turnBy(0, -1),
    'surfaces-turn-down': turnBy(0, 1),
    'surfaces-picture': () => attempt(() => keepPicture(stage)),
    ...(focused
      ? { 'zoom-in': zoomBy(step), 'zoom-out': zoomBy(1 / step), 'reset-view': () => stage?.frame() }
      : {}),
  }
}

function lookFrom(stage: SurfaceStage | undefined, standpoint: Standpoint): void {
  const sight = stage?.sight
  if (stage && sight)
    stage.camera.set(cameraAt(standpoint, sight.beat.directions, sight.extent, stage.pictureSize))
}

async function keepPicture(stage: SurfaceStage | undefined): Promise<void> {
  if (!stage) return
  const { colour } = useSurfaceLook.getState()
  const texts = textsNow().surfaces
  const { phase } = stage.seen.get()
  const name = texts.pictureName(texts.colours[colour], phase + 1)
  save(await captioned(await stage.picture(), name, colour), `${fileName(name)}.png`)
}
