/** What every key of the groups 'Tools' and 'Contours' does that concerns borders and points of anatomy. */
import type { Border, Chamber } from '#analysis/contours/contour.ts'
import type { LandmarkKind } from '#analysis/contours/landmark.ts'
import type { CommandId } from '../keys/commands.ts'
import type { Offer, Offers } from '../keys/registry.ts'
import { textsNow } from '../texts/texts.ts'
import { accept, releaseOpened } from './acts/accepting.ts'
import { copyPhase, copyTo } from './acts/copying.ts'
import { bordersInHand, deleteAlong, deleteHere } from './acts/deleting.ts'
import { missingLandmark, toggleEmpty } from './acts/marking.ts'
import { epicardiumFromEndocardium, smooth, snapToEdge } from './acts/reshaping.ts'
import { selectAll } from './acts/selecting.ts'
import { bordersOn } from './anatomy.ts'
import { type ContourEditor, type ContourTool, isDiscTool } from './contour-editor.ts'
import type { Making, MakingKind } from './making.ts'

export interface ContouringHands {
  readonly editor: ContourEditor
  readonly making: Making
  /** why nothing can be changed */
  readonly locked: string | undefined
  /** end-diastole and end-systole of the stack in the hand */
  readonly ends: () => { readonly ed?: number | undefined; readonly es?: number | undefined }
  /** The left button is for contours from now on. */
  readonly takeMouse: () => void
  readonly stopCine: () => void
}

export const borderCommands: Readonly<Record<Border, CommandId>> = {
  'lv-endocardial': 'tool-endocardial',
  'lv-epicardial': 'tool-epicardial',
  'lv-papillary': 'border-papillary',
  'rv-endocardial': 'border-rv-endocardial',
  'rv-epicardial': 'border-rv-epicardial',
  'la-endocardial': 'border-la',
  'ra-endocardial': 'border-ra',
  'lge-remote': 'border-remote',
  'lge-exclusion': 'border-exclusion',
  'lge-no-reflow': 'border-no-reflow',
  'lge-scar': 'border-scar',
  'blood-pool': 'border-blood-pool',
  vessel: 'border-vessel',
  region: 'border-region',
}

export const landmarkCommands: Readonly<Record<LandmarkKind, CommandId>> = {
  'rv-insertion-anterior': 'mark-insertion-anterior',
  'rv-insertion-inferior': 'mark-insertion-inferior',
  'mitral-septal': 'mark-mitral-septal',
  'mitral-lateral': 'mark-mitral-lateral',
  'tricuspid-septal': 'mark-tricuspid-septal',
  'tricuspid-lateral': 'mark-tricuspid-lateral',
  'lv-apex': 'mark-apex',
}

const radiusStep = 1.2

export function contouringCommands(hands: ContouringHands): Offers {
  const { editor, making } = hands
  return {
    ...chooserCommands(hands),
    ...toolCommands(hands),
    ...actCommands(hands),
    ...makingCommands(hands),
    'finish-contour': () => editor.finishDraft(),
    'abandon-contour': () => {
      if (editor.draft) editor.abandonDraft()
      else if (editor.get().selected.size > 0) editor.select([])
      else making.cancel()
    },
  }
}

function chooserCommands({ editor, takeMouse }: ContouringHands): Offers {
  const draw = (border: Border) => (): void => {
    takeMouse()
    editor.setBorder(border)
    const { tool } = editor.get()
    // whoever paints or draws by hand goes on with it
    if (tool !== 'freehand' && tool !== 'brush') editor.setTool('draw')
  }
  const mark = (kind: LandmarkKind) => (): void => {
    takeMouse()
    editor.setLandmark(kind)
    editor.setTool('mark')
  }
  const offers: { [K in CommandId]?: Offer } = {
    'next-border': () => {
      const { stack, border } = editor.get()
      const shown = stack ? bordersOn(stack) : []
      const next = shown[(shown.indexOf(border) + 1) % shown.length]
      if (next) draw(next)()
    },
    'mark-next': () => {
      const kind = missingLandmark(editor)
      if (kind) mark(kind)()
      else editor.desk.inform(textsNow().contouring.noLandmarkMissing)
    },
  }
  for (const [border, command] of Object.entries(borderCommands)) offers[command] = draw(border as Border)
  for (const [kind, command] of Object.entries(landmarkCommands)) offers[command] = mark(kind as LandmarkKind)
  return offers
}

function toolCommands({ editor, takeMouse }: ContouringHands): Offers {
  const take = (tool: ContourTool) => (): void => {
    takeMouse()
    editor.setTool(tool)
  }
  const scale = (by: number) => (): void => {
    editor.scaleRadius(by)
    if (!isDiscTool(editor.get().tool)) editor.desk.inform(textsNow().contouring.radius(editor.get().radius))
  }
  return {
    'tool-edit': take('edit'),
    'toggle-freehand': () => take(editor.get().tool === 'freehand' ? 'draw' : 'freehand')(),
    'tool-nudge': take('nudge'),
    'tool-brush': take('brush'),
    'tool-erase': take('erase'),
    'smaller-disc': scale(1 / radiusStep),
    'larger-disc': scale(radiusStep),
  }
}

function actCommands({ editor, locked, ends, stopCine }: ContouringHands): Offers {
  const act = (run: () => void): Offer => ({
    run: () => {
      stopCine()
      run()
    },
    unavailable: locked,
  })
  const without = (chamber: Chamber): Offer => act(() => toggleEmpty(editor, chamber))
  return {
    'copy-to-next-slice': act(() => copyTo(editor, 'next-slice')),
    'copy-to-previous-slice': act(() => copyTo(editor, 'previous-slice')),
    'copy-to-next-phase': act(() => copyTo(editor, 'next-phase')),
    'copy-to-previous-phase': act(() => copyTo(editor, 'previous-phase')),
    'copy-to-es': act(() => {
      const { ed, es } = ends()
      if (ed === undefined || es === undefined) editor.desk.warn(textsNow().contouring.endsUnknown)
      else copyPhase(editor, ed, es)
    }),
    'delete-contour': act(() => deleteHere(editor)),
    'delete-on-slice': act(() => deleteAlong(editor, 'slice')),
    'delete-at-phase': act(() => deleteAlong(editor, 'phase')),
    'delete-everywhere': act(() => deleteAlong(editor, 'all')),
    'select-all': act(() => selectAll(editor)),
    'mark-no-lv': without('lv'),
    'mark-no-rv': without('rv'),
    'smooth-contour': act(() => smooth(editor)),
    'snap-to-edge': act(() => snapToEdge(editor)),
    'offset-epicardium': act(() => epicardiumFromEndocardium(editor)),
    'edit-opened': act(() => releaseOpened(editor)),
    'accept-here': act(() => accept(editor, 'here')),
    'accept-phase': act(() => accept(editor, 'phase')),
  }
}

function makingCommands({ editor, making, locked }: ContouringHands): Offers {
  const make = (kind: MakingKind, extent: 'slice' | 'stack'): Offer => ({
    run: () => {
      const { place } = editor
      if (!place) return
      const borders = [...bordersInHand(editor)]
      const { stack, slice } = place
      void making.start(kind, {
        stack,
        ...(extent === 'slice' ? { slice } : {}),
        // nothing picked out: all that is drawn
        ...(editor.get().selected.size > 0 ? { borders } : {}),
      })
    },
    unavailable: locked,
  })
  return {
    'propagate-slice': make('propagate', 'slice'),
    'propagate-all': make('propagate', 'stack'),
    interpolate: make('interpolate', 'stack'),
  }
}
