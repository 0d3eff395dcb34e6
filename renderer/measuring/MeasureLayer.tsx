/** What is measured, over the image on screen, and the hand that changes it. */
import { useEffect, useMemo } from 'react'
import type { IndexPoint } from '#analysis/geometry/plane.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import { Cell } from '../cine/store.ts'
import type { PointerSample } from '../viewport/pointer-router.ts'
import { useLatest } from '../viewport/use-latest.ts'
import { useLayer } from '../viewport/use-layer.ts'
import { useViewport } from '../viewport/viewport-context.ts'
import type { OnScreen } from '../viewport/viewport-surface.ts'
import type { Box } from '../viewport/words.ts'
import { drawAnnotation, drawUnfinished } from './draw-annotations.ts'
import { Hand } from './hand.ts'
import type { Draft, MeasuringEditor } from './measuring-editor.ts'
import { ProbeReadout } from './ProbeReadout.tsx'
import { valuesOn } from './seen-values.ts'
import { WritingField } from './WritingField.tsx'
import { labelLines } from './words.ts'

export interface MeasureLayerProps {
  /** whose annotations are shown and changed */
  readonly editor: MeasuringEditor
  /** whose tool is in the hand; the same, but beside another study */
  readonly tools?: MeasuringEditor | undefined
  /** no tool of another kind wants the next press: read at the press */
  readonly isFree: () => boolean
}

export function MeasureLayer({ editor, tools = editor, isFree }: MeasureLayerProps) {
  const { surface, pointers } = useViewport()
  const freehand = useMemo(() => new Cell<readonly IndexPoint[]>([]), [])
  const probed = useMemo(() => new Cell<PointerSample | undefined>(undefined), [])
  const free = useLatest(isFree)
  const redraw = useLayer(
    'measures',
    (context, shown, words) => {
      const drawn = draw(context, shown, editor, words)
      const line = freehand.get()
      if (line.length > 0) drawUnfinished(context, shown.transform, line)
      return drawn || line.length > 0
    },
    {
      // what is measured is told beside it, and differs from image to image
      groundsOf: (shown) => (isEmpty(shown, editor) && freehand.get().length === 0 ? [] : undefined),
      extentOf: (shown) => (isEmpty(shown, editor) && freehand.get().length === 0 ? undefined : 'everywhere'),
    },
  )
  useEffect(() => {
    const shown = (): OnScreen | undefined => surface.onScreen.get()
    const onProbe = (sample: PointerSample | undefined): void => probed.set(sample)
    const hand = new Hand({ editor, tools, shown, isFree: () => free.current(), freehand, onProbe })
    return pointers.add(hand, 'measures')
  }, [pointers, surface, editor, tools, freehand, probed, free])
  useEffect(() => editor.revision.subscribe(redraw), [editor, redraw])
  return (
    <>
      <WritingField editor={editor} />
      <ProbeReadout probed={probed} tools={tools} />
    </>
  )
}

const isEmpty = (shown: OnScreen, editor: MeasuringEditor): boolean =>
  !editor.draft && (editor.get().hidden || editor.on(shown).length === 0)

function draw(
  context: CanvasRenderingContext2D,
  shown: OnScreen,
  editor: MeasuringEditor,
  labels: Box[],
): boolean {
  const { selected, hidden } = editor.get()
  const here = hidden ? [] : editor.on(shown)
  // a note stands where it was written, and the words of a measurement give way to it
  const notesFirst = here.toSorted((a, b) => Number(b.kind === 'text') - Number(a.kind === 'text'))
  for (const annotation of notesFirst)
    drawAnnotation(context, shown.transform, annotation, {
      selected: annotation.number === selected,
      touched: annotation.number === editor.hovered,
      lines: labelLines(annotation, valuesOn(annotation, shown)),
      labels,
    })
  const { draft } = editor
  const isHere = draft && imageKeyText(draft.image) === imageKeyText(shown.frame)
  if (isHere) drawDraft(context, shown, editor, draft, labels)
  return here.length > 0 || isHere === true
}

function drawDraft(
  context: CanvasRenderingContext2D,
  shown: OnScreen,
  editor: MeasuringEditor,
  draft: Draft,
  labels: Box[],
): void {
  const made = editor.draftedBy(draft)
  if (made)
    drawAnnotation(context, shown.transform, made, {
      selected: true,
      touched: true,
      lines: labelLines(made, valuesOn(made, shown)),
      labels,
    })
  else drawUnfinished(context, shown.transform, draft.next ? [...draft.placed, draft.next] : draft.placed)
}
