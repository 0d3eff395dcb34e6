/** The large image: the short axis with its contours, or any other series that was put there. */
import { contourArea } from '#analysis/volumes/area.ts'
import { useStore } from '../cine/store.ts'
import { ContourLayer } from '../contouring/ContourLayer.tsx'
import { borderNames } from '../contouring/words.ts'
import { usePreferences } from '../theme/preferences.ts'
import { contourColours } from '../theme/tokens.ts'
import { CardiacViewport } from '../viewport/CardiacViewport.tsx'
import { ReferenceLines } from '../viewport/ReferenceLines.tsx'
import styles from './LargeView.module.css'
import { MainCorners } from './MainCorners.tsx'
import { goToSlice } from './place.ts'
import { type Room, usePlace, useReading, useRoom, useStanding } from './room.ts'
import { useSeriesName } from './series-name.ts'
import { ToolBar } from './ToolBar.tsx'
import { referencePlanes } from './views.ts'

export function LargeView() {
  const room = useRoom()
  const { images, playhead, place, shortAxis, longAxes, editor, viewOf } = room
  const { stack, slice } = useStanding()
  const { contoursShown, linesShown, imageTool } = usePlace((now) => now)
  const palette = usePreferences(({ palette }) => palette)
  const phases = useReading(({ numbers }) => numbers.phases)
  const nameOf = useSeriesName()
  const measured = stack === shortAxis
  return (
    <div className={styles.view}>
      <CardiacViewport
        images={images}
        stack={stack}
        slice={slice}
        playhead={playhead}
        view={viewOf(stack)}
        label={`${nameOf(stack)}, slice ${slice + 1} of ${stack.frames.length}`}
        tool={imageTool}
        onSlice={(next) => goToSlice(place, stack, next)}
      >
        {measured && linesShown && (
          <ReferenceLines
            planes={referencePlanes(longAxes, () => 0, contourColours[palette]['la-endocardial'])}
          />
        )}
        {measured && <ContourLayer editor={editor} palette={palette} hidden={!contoursShown} />}
      </CardiacViewport>
      <MainCorners
        stack={stack}
        slice={slice}
        ed={phases.ed}
        es={phases.es}
        contours={(phase) => (measured ? areasText(room, slice, phase) : '')}
        hint={<Hint />}
      />
      {measured && <ToolBar />}
    </div>
  )
}

const originWords = {
  drawn: 'drawn',
  freehand: 'freehand',
  edited: 'edited',
  copied: 'copied',
  imported: 'opened from a file',
  propagated: 'propagated',
  interpolated: 'interpolated',
} as const

/** As in 'Endo 23.5 cm² · Epi 39.8 cm² · drawn'. */
function areasText({ shortAxis, editor }: Room, slice: number, phase: number): string {
  const frame = shortAxis?.frames[slice]?.[phase]
  const plane = frame?.facts.plane
  if (!frame || !plane) return ''
  const { board } = editor.desk
  if (board.isEmpty(frame, 'lv')) return 'marked no LV'
  const parts: string[] = []
  const origins = new Set<string>()
  for (const [border, name] of [
    ['lv-endocardial', 'Endo'],
    ['lv-epicardial', 'Epi'],
  ] as const) {
    const contour = board.contourOn({ image: frame, border })
    const area = contour && contourArea(contour, plane)
    if (!contour || !area) continue
    parts.push(
      area.measured
        ? `${name} ${(area.value / 100).toFixed(1)} cm²`
        : `${name}: ${area.detail ?? area.reason}`,
    )
    origins.add(originWords[contour.origin])
  }
  return [...parts, ...origins].join(' · ')
}

/** What the next click does, while a tool is in the hand. */
function Hint() {
  const { editor } = useRoom()
  const { tool, border, placed, locked } = useStore(editor)
  const imageTool = usePlace(({ imageTool }) => imageTool)
  if (locked !== undefined || imageTool !== 'none') return null
  if (tool === 'draw' && placed === 0) return <>Click points along the {borderNames[border]} border</>
  if (tool === 'draw')
    return (
      <>
        {placed} points · <b>↵</b> close · <b>⌫</b> back · <b>Esc</b> give up
      </>
    )
  return tool === 'freehand' ? <>Draw around the {borderNames[border]} border</> : null
}
