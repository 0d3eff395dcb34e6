/** What the tour shows, in order: a control of the window that a selector finds, and what can be done there. */
import type { CommandId } from '../keys/commands.ts'
import type { Texts } from '../texts/en/en.ts'

export interface TourStep {
  readonly name: keyof Texts['tour']['steps']
  readonly place: 'worklist' | 'reading'
  readonly target: string
  /** done by the button of the step, and by the person's own key as well */
  readonly command?: CommandId
  /** named in the text, with the keys that they have now */
  readonly keys: readonly CommandId[]
}

export const tourSteps: readonly TourStep[] = [
  { name: 'studies', place: 'worklist', target: '[role=grid]', keys: ['next-study', 'previous-study'] },
  {
    name: 'reader',
    place: 'worklist',
    target: '[data-tour=reader]',
    command: 'choose-reader',
    keys: ['choose-reader'],
  },
  {
    name: 'download',
    place: 'worklist',
    target: '[data-tour=study]',
    command: 'download-study',
    keys: ['download-study'],
  },
  {
    name: 'open',
    place: 'worklist',
    target: '[data-tour=study]',
    command: 'open-study',
    keys: ['open-study'],
  },
  {
    name: 'images',
    place: 'reading',
    target: 'main [role=application]',
    keys: ['play-pause', 'previous-slice', 'next-slice', 'previous-phase', 'next-phase'],
  },
  {
    name: 'tools',
    place: 'reading',
    target: '[role=toolbar][aria-orientation=vertical]',
    keys: ['tool-endocardial', 'tool-epicardial', 'undo'],
  },
  { name: 'numbers', place: 'reading', target: 'aside', keys: ['explain-number'] },
  { name: 'signature', place: 'reading', target: '[data-tour=signature]', keys: ['next-gap', 'sign'] },
  {
    name: 'commands',
    place: 'reading',
    target: '[data-tour=palette]',
    keys: ['open-palette', 'show-keys', 'start-tour'],
  },
]
