/**
 * A report as it is laid on paper: blocks in order, without fonts, pages or markup. Whoever sets it (as HTML, as a
 * PDF) adds nothing and leaves nothing out, so that both say the same.
 */
import type { IndexPoint } from '../../geometry/plane.ts'
import type { ImageKey } from '../../protocol/facts.ts'

export const reportLanguages = ['en', 'de'] as const
export type ReportLanguage = (typeof reportLanguages)[number]

/** 'faint' is said beside the matter, 'warning' has to be seen. */
export type Tone = 'plain' | 'strong' | 'faint' | 'warning'

export interface Cell {
  readonly text: string
  readonly tone?: Tone
  /** the name in the record that the text stands for: small below it, so that the same can be made again */
  readonly recorded?: string
}

export interface Column {
  readonly head: string
  readonly align: 'left' | 'right'
  /** share of the width, beside those of the other columns */
  readonly share: number
}

export type Shape =
  | {
      readonly kind: 'path'
      /** as SVG has it: M, L, A and Z */
      readonly d: string
      readonly fill?: string
      readonly stroke?: string
      readonly width?: number
      readonly dash?: number
    }
  | {
      readonly kind: 'text'
      readonly x: number
      /** of the baseline */
      readonly y: number
      readonly text: string
      readonly size: number
      readonly anchor: 'start' | 'middle' | 'end'
      readonly colour: string
    }

export interface Spared {
  /** may be left out where pages are short: 1 first. Absent of what a report is about */
  readonly spare?: 1 | 2 | 3 | 4
}

/** Lines and words in a box of its own units, y downwards. */
export interface Drawing extends Spared {
  readonly kind: 'drawing'
  readonly caption: string
  /** what it shows, for who cannot see it */
  readonly description: string
  readonly width: number
  readonly height: number
  readonly shapes: readonly Shape[]
}

export interface Line {
  readonly points: readonly IndexPoint[]
  readonly closed: boolean
  readonly colour: string
}

export type Windowing = 'cine' | 'lge' | 'first-pass' | 'flow' | 'map'

/** What the colours of a picture mean, from its lowest value to its highest. */
export interface ColourBar {
  readonly colours: readonly string[]
  readonly from: string
  readonly to: string
}

/** A part of an image of the study with the borders on it. */
export interface Picture extends Spared {
  readonly kind: 'picture'
  readonly caption: string
  readonly image: ImageKey
  /** pixels of the image: first column and row, and how many */
  readonly crop: {
    readonly column: number
    readonly row: number
    readonly columns: number
    readonly rows: number
  }
  /** mm of a pixel along its row and down its column */
  readonly pixel: { readonly width: number; readonly height: number }
  readonly window: Windowing
  /** in pixel coordinates of the image */
  readonly lines: readonly Line[]
  /** laid over the part that is shown, pixel by pixel: red, green, blue and how much of them, 0 to 255 each */
  readonly paint?: Uint8Array
  readonly bar?: ColourBar
}

export type Figure = Drawing | Picture

export type Block = (
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table'
      readonly caption?: string
      readonly columns: readonly Column[]
      readonly rows: readonly (readonly Cell[])[]
    }
  | { readonly kind: 'text'; readonly text: string; readonly tone: Tone }
  | { readonly kind: 'list'; readonly items: readonly string[]; readonly tone: Tone }
  | {
      readonly kind: 'figures'
      readonly figures: readonly Figure[]
      /** below them: what is said of all of them alike */
      readonly note?: string
    }
) &
  Spared

export interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

export interface PrintedReport {
  readonly language: ReportLanguage
  readonly title: string
  /** under the title: which read of which study */
  readonly subtitle: string
  /** absent of a read that is signed */
  readonly draft?: string
  readonly sections: readonly Section[]
  readonly footer: string
  /** ISO 8601, UTC: of the signature, or of the last event of what is not signed */
  readonly at: string
}

export const picturesOf = ({ sections }: PrintedReport): Picture[] =>
  sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind === 'figures' ? block.figures.filter((figure) => figure.kind === 'picture') : [],
    ),
  )
