/**
 * Everything a person can do, once: title, keys, where it applies. The key handler, the list behind `?`, the
 * palette and the hints on buttons all read this table. `Mod` is Ctrl, or Command on a Mac.
 */
const places = ['everywhere', 'worklist', 'reading'] as const
export type Place = (typeof places)[number]

interface CommandEntry {
  readonly title: string
  readonly keys: readonly string[]
  readonly place: Place
  readonly group: string
}

type Titles<Id extends string> = Readonly<Record<Id, readonly [title: string, ...keys: string[]]>>

function entries<const Id extends string>(
  place: Place,
  group: string,
  titles: Titles<Id>,
): Record<Id, CommandEntry> {
  const made = Object.entries<Titles<Id>[Id]>(titles).map(([id, [title, ...keys]]) => [
    id,
    { title, keys, place, group },
  ])
  return Object.fromEntries(made) as Record<Id, CommandEntry>
}

export const commands = {
  ...entries('everywhere', 'Window', {
    'show-keys': ['Show all keys', '?'],
    'open-palette': ['Find a command', 'Mod+K'],
    'choose-reader': ['Choose who is reading', 'Mod+Shift+R'],
    'open-settings': ['Settings', 'Mod+,'],
    'sign-in': ['Sign in to a registry', 'Mod+Shift+L'],
    'show-outbox': ['Show what waits to be sent', 'Mod+Shift+O'],
    'dismiss-notices': ['Dismiss messages', 'Mod+Shift+X'],
  }),
  ...entries('worklist', 'Move', {
    'next-study': ['Next study', 'j', 'ArrowDown'],
    'previous-study': ['Previous study', 'k', 'ArrowUp'],
    'first-study': ['First study', 'Home'],
    'last-study': ['Last study', 'End'],
    'next-project': ['Next project', 'l', 'ArrowRight'],
    'previous-project': ['Previous project', 'h', 'ArrowLeft'],
  }),
  ...entries('worklist', 'Study', {
    'open-study': ['Open the study to read', 'Enter'],
    'download-study': ['Download, or resume', 'd'],
    'pause-download': ['Pause the download', 'p'],
    'cancel-download': ['Cancel the download', 'x'],
    'download-all': ['Download all that are listed', 'Shift+D'],
    'vouch-for-study': ['Vouch for what was held back', 'v'],
    'send-study': ['Send the signed result', 'u'],
  }),
  ...entries('worklist', 'List', {
    filter: ['Filter by text', '/', 'Mod+F'],
    'clear-filter': ['Clear the filter', 'Escape'],
    'filter-next': ['Next state filter', 'f'],
    'sort-next': ['Sort by the next column', 's'],
    'sort-reverse': ['Reverse the order', 'Shift+S'],
    refresh: ['Ask the registry for news', 'r'],
    import: ['Import a folder or archive', 'i'],
    quarantine: ['Show the quarantine', 'q'],
  }),
  ...entries('reading', 'Analyses', {
    'mode-function': ['Function', '1'],
    'mode-strain': ['Strain', '2'],
    'mode-scar': ['Scar', '3'],
    'mode-perfusion': ['Perfusion', '4'],
    'mode-mapping': ['Mapping', '5'],
    'mode-flow': ['Flow', '6'],
    'mode-segments': ['Segments', '7'],
    'mode-report': ['Report', '8'],
  }),
  ...entries('reading', 'Layout', {
    'next-layout': ['Hang the images otherwise', 'o'],
    'previous-layout': ['Hang the images as before that', 'Shift+O'],
    'next-cell': ['Next image on the screen', 'u'],
    'previous-cell': ['Previous image on the screen', 'Shift+U'],
    'layout-function': ['Layout: short axis and long axes', 'Alt+1'],
    'layout-four-up': ['Layout: four cines', 'Alt+2'],
    'layout-levels': ['Layout: base, middle and apex', 'Alt+3'],
    'layout-matrix-ed-es': ['Layout: all slices at ED and ES', 'Alt+4'],
    'layout-matrix-all': ['Layout: all slices at all phases', 'Alt+5'],
    'layout-lge': ['Layout: late enhancement beside cine', 'Alt+6'],
    'layout-lge-views': ['Layout: late enhancement in all views', 'Alt+7'],
    'layout-perfusion': ['Layout: stress beside rest', 'Alt+8'],
    'layout-perfusion-slices': ['Layout: stress and rest, all slices', 'Alt+9'],
    'layout-maps': ['Layout: maps', 'Alt+0'],
    'layout-flow': ['Layout: magnitude and velocity', 'Alt+f'],
    'layout-compare': ['Layout: beside another study', 'Alt+c'],
    'choose-compared': ['Choose what to compare with', 'Alt+Shift+C'],
    'layout-single': ['Layout: one large image', 'Alt+l'],
  }),
  ...entries('reading', 'Look', {
    'play-pause': ['Play or stop the cine', 'Space'],
    slower: ['Play slower', '<'],
    faster: ['Play faster', '>'],
    sweep: ['Play systole, diastole or the whole beat', 'Shift+Space'],
    bounce: ['Play there and back', 'Shift+B'],
    'next-phase': ['Next phase', 'ArrowRight'],
    'previous-phase': ['Previous phase', 'ArrowLeft'],
    'next-slice': ['Next slice, towards the apex', 'ArrowDown'],
    'previous-slice': ['Previous slice, towards the base', 'ArrowUp'],
    'first-slice': ['Most basal slice', 'Home'],
    'last-slice': ['Most apical slice', 'End'],
    'go-to-base': ['Go to the base of the ventricle', 'PageUp'],
    'go-to-mid': ['Go to the middle of the ventricle', 'k'],
    'go-to-apex': ['Go to the apex of the ventricle', 'PageDown'],
    'go-to-ed': ['Go to end-diastole', 'd'],
    'go-to-es': ['Go to end-systole', 's'],
    'next-series': ['Next series', ']'],
    'previous-series': ['Previous series', '['],
    'show-short-axis': ['Back to the short axis', 'a'],
    'zoom-in': ['Zoom in', '+', '='],
    'zoom-out': ['Zoom out', '-'],
    'narrow-window': ['More contrast', 'Shift+ArrowUp'],
    'widen-window': ['Less contrast', 'Shift+ArrowDown'],
    'raise-level': ['Darker', 'Shift+ArrowRight'],
    'lower-level': ['Brighter', 'Shift+ArrowLeft'],
    'reset-view': ['Reset window, zoom and pan', '0'],
  }),
  ...entries('reading', 'Tools', {
    'tool-edit': ['Edit contours', 'v'],
    'tool-endocardial': ['Draw the LV endocardium', 'e'],
    'tool-epicardial': ['Draw the LV epicardium', 'r'],
    'toggle-freehand': ['Points or freehand', 'f'],
    'tool-window': ['Window and level by drag', 'w'],
    'tool-pan': ['Pan by drag', 'm'],
    'tool-zoom': ['Zoom by drag', 'z'],
    'finish-contour': ['Close the curve being drawn', 'Enter'],
    'abandon-contour': ['Give up the curve being drawn', 'Escape'],
    'toggle-contours': ['Hide or show contours', 't'],
    'toggle-lines': ['Hide or show the planes of other images', 'i'],
    'toggle-colours': ['Maps in colour or grey', 'Alt+m'],
    'toggle-cross-hair': ['Hide or show the cross-hair', 'Shift+I'],
  }),
  ...entries('reading', 'Contours', {
    'copy-to-next-slice': ['Copy to the next slice', 'Alt+ArrowDown'],
    'copy-to-previous-slice': ['Copy to the previous slice', 'Alt+ArrowUp'],
    'copy-to-next-phase': ['Copy to the next phase', 'Alt+ArrowRight', '.'],
    'copy-to-previous-phase': ['Copy to the previous phase', 'Alt+ArrowLeft', ','],
    'delete-contour': ['Delete the chosen border here', 'Delete', 'Backspace'],
    'mark-no-lv': ['Mark or unmark: no LV here', 'n'],
    'mark-no-lv-beyond': ['Mark no LV on all slices beyond the contours', 'Shift+N'],
    'choose-ed': ['Set end-diastole to this phase', 'Shift+D'],
    'choose-es': ['Set end-systole to this phase', 'Shift+S'],
    'toggle-papillaries': ['Papillaries in cavity or mass', 'Shift+P'],
    'open-contours': ['Open a contour file', 'Mod+O'],
    undo: ['Undo', 'Mod+Z'],
    redo: ['Redo', 'Mod+Shift+Z', 'Mod+Y'],
  }),
  ...entries('reading', 'Read', {
    'next-gap': ['Go to the next gap', 'g'],
    'explain-number': ['Go to the numbers (Enter explains one)', 'x'],
    'grade-quality': ['Grade the image quality', 'q'],
    'grade-rhythm': ['Grade the rhythm', 'y'],
    'not-evaluable': ['Not evaluable, with a reason', 'Shift+E'],
    'enter-body-size': ['Enter height and weight', 'b'],
    comment: ['Write a comment', 'c'],
    'show-history': ['Show the history', 'h'],
    sign: ['Sign', 'Mod+Enter'],
    send: ['Send the signed result', 'Mod+Shift+Enter'],
    unlock: ['Unlock a signed read', 'Mod+Shift+U'],
    'next-case': ['Next study to read', 'j'],
    'previous-case': ['Study before this one', 'Shift+J'],
    'back-to-worklist': ['Back to the worklist', 'l'],
  }),
} as const satisfies Record<string, CommandEntry>

export type CommandId = keyof typeof commands
export const commandIds = Object.keys(commands) as CommandId[]
