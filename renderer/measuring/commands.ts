/** What every key of the group 'Measure' does, and what delete and Escape do before they are the contours'. */
import type { CommandId } from '../keys/commands.ts'
import type { Offer, Offers } from '../keys/registry.ts'
import { textsNow } from '../texts/texts.ts'
import type { MeasuringEditor, MeasuringTool } from './measuring-editor.ts'

export interface MeasuringHands {
  readonly editor: MeasuringEditor
  /** The left button is for measuring from now on. */
  readonly takeMouse: () => void
  /** The left button is for contours again. */
  readonly leaveMouse: () => void
  /** to where an annotation lies, which is then the chosen one */
  readonly goTo: (number: number) => void
  readonly showList: () => void
  readonly copy: () => void
  /** what a key does where there is nothing of ours to do it to */
  readonly otherwise: Offers
}

const toolCommands: Readonly<Record<MeasuringTool, CommandId>> = {
  length: 'tool-length',
  angle: 'tool-angle',
  ellipse: 'tool-ellipse',
  freehand: 'tool-region',
  note: 'tool-note',
  probe: 'tool-probe',
}

export const commandOf = (tool: MeasuringTool): CommandId => toolCommands[tool]

export function measuringCommands(hands: MeasuringHands): Offers {
  const { editor, goTo, showList, copy, otherwise } = hands
  const { locked } = editor.get()
  const tools = Object.entries(toolCommands) as [MeasuringTool, CommandId][]
  return {
    ...Object.fromEntries(tools.map(([tool, command]) => [command, toolOffer(hands, tool)])),
    'show-measures': showList,
    'next-measure': () => {
      const all = editor.annotations.get()
      const at = all.findIndex(({ number }) => number === editor.get().selected)
      const next = all[(at + 1) % all.length]
      if (next) goTo(next.number)
      else editor.handlers.onNotice(textsNow().measuring.nothingMeasured)
    },
    'write-measure': {
      unavailable: locked,
      run: () => {
        const { selected } = editor
        if (!selected) editor.handlers.onNotice(textsNow().measuring.noTextHere)
        else {
          goTo(selected.number)
          editor.write(selected, false)
        }
      },
    },
    'measure-every-phase': {
      unavailable: locked,
      run: () => {
        const { selected } = editor
        const { nothingSelected, named, onEveryPhase, onePhase } = textsNow().measuring
        if (!selected) {
          editor.handlers.onNotice(nothingSelected)
          return
        }
        const shown = editor.toggleEveryPhase(selected)
        const name = named(selected.kind, selected.number)
        editor.handlers.onNotice(shown ? onEveryPhase(name) : onePhase(name))
      },
    },
    'toggle-measures': () => editor.toggleHidden(),
    'copy-measures': copy,
    'delete-contour': before(otherwise['delete-contour'], () => deleteOne(editor)),
    'abandon-contour': before(otherwise['abandon-contour'], () => giveUp(hands)),
  }
}

/** Pressed again, the tool is put away. */
function toolOffer({ editor, takeMouse, leaveMouse }: MeasuringHands, tool: MeasuringTool): Offer {
  return {
    unavailable: tool === 'probe' ? undefined : editor.get().locked,
    run: () => {
      if (editor.get().tool === tool) leaveMouse()
      else {
        takeMouse()
        editor.takeTool(tool)
      }
    },
  }
}

/** The last point that was placed, or what was picked out. @returns whether there was any */
function deleteOne(editor: MeasuringEditor): boolean {
  const { draft, selected } = editor
  if (draft) {
    const placed = draft.placed.slice(0, -1)
    editor.setDraft(placed.length > 0 ? { ...draft, placed } : undefined)
    return true
  }
  if (selected) editor.remove(selected.number)
  return selected !== undefined
}

/** What is begun goes first, then the tool, then the choice. @returns whether there was any */
function giveUp({ editor, leaveMouse }: MeasuringHands): boolean {
  if (editor.abandon()) return true
  const { selected, tool } = editor.get()
  if (tool !== undefined) leaveMouse()
  else if (selected !== undefined) editor.select(undefined)
  return selected !== undefined || tool !== undefined
}

function before(otherwise: Offer | undefined, ours: () => boolean): Offer {
  const run = (): void => {
    if (ours()) return
    if (typeof otherwise === 'function') otherwise()
    else otherwise?.run()
  }
  return typeof otherwise === 'object' ? { run, unavailable: otherwise.unavailable } : run
}
