/**
 * What stands on the pages and in which order, for those who hear it: headings, paragraphs, lists, tables with their
 * heads, figures with words in their place. @source ISO 32000-1, 14.7 and 14.8
 */
import type PDFDocument from 'pdfkit'

export type TagKind =
  | 'Document'
  | 'Sect'
  | 'H1'
  | 'H2'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'

export interface TagWords {
  /** in place of what is seen */
  readonly alt?: string
  /** of a head of a table: what it is the head of */
  readonly scope?: 'Column' | 'Row'
}

export interface Tags {
  /** Everything that `set` draws is part of this. */
  within(kind: TagKind, words: TagWords, set: () => void): void
  /** A stroke of the pen: of the innermost part, or of nothing where there is none. */
  drawn(draw: () => void): void
  /** Says nothing: rules, feet of pages. */
  besides(draw: () => void): void
}

type Element = ReturnType<PDFKit.PDFDocument['struct']>

export function createTags(doc: InstanceType<typeof PDFDocument>): Tags {
  const open: { readonly kind: TagKind; readonly element: Element }[] = []
  let isMarked = false

  function marked(draw: () => void): void {
    isMarked = true
    draw()
    doc.endMarkedContent()
    isMarked = false
  }

  return {
    within(kind, words, set) {
      const element = doc.struct(kind, words)
      const outer = open.at(-1)
      if (outer === undefined) doc.addStructure(element)
      else outer.element.add(element)
      open.push({ kind, element })
      set()
      open.pop()
      element.end()
    },
    drawn(draw) {
      const inner = open.at(-1)
      // words of a drawing are part of what the drawing is part of
      if (isMarked) draw()
      else if (inner === undefined) this.besides(draw)
      else {
        const content = doc.markStructureContent(inner.kind)
        marked(draw)
        inner.element.add(content)
      }
    },
    besides(draw) {
      if (isMarked) {
        draw()
        return
      }
      doc.markContent('Artifact', { type: open.length === 0 ? 'Pagination' : 'Layout' })
      marked(draw)
    },
  }
}
