/** One cell: an image of a stack with everything that is drawn over it. The cell that was pressed last has the keys. */

import type { Stack } from '#analysis/protocol/stack.ts'
import { useStore } from '../../cine/store.ts'
import { ContourCrossings } from '../../contouring/ContourCrossings.tsx'
import { ContourLayer } from '../../contouring/ContourLayer.tsx'
import { Hint } from '../../contouring/Hint.tsx'
import { useDisplay } from '../../display/display.ts'
import { Marks } from '../../display/Marks.tsx'
import { usePlaneCount } from '../../display/overlay-planes.ts'
import { PlanesLayer } from '../../display/PlanesLayer.tsx'
import type { Cell } from '../../hanging/layout.ts'
import { distanceTo, middleOf } from '../../hanging/position.ts'
import { isParallel } from '../../hanging/series.ts'
import { MeasureHint } from '../../measuring/MeasureHint.tsx'
import { MeasureLayer } from '../../measuring/MeasureLayer.tsx'
import { isOver, useMapLook } from '../../panels/mapping/map-look.ts'
import { useTexts } from '../../texts/texts.ts'
import { velocityStops } from '../../theme/data-colours.ts'
import { usePreferences } from '../../theme/preferences.ts'
import { contourColours } from '../../theme/tokens.ts'
import { CardiacViewport } from '../../viewport/CardiacViewport.tsx'
import { ColourLayer } from '../../viewport/ColourLayer.tsx'
import type { ImageView } from '../../viewport/image-view.ts'
import { ReferenceLines } from '../../viewport/ReferenceLines.tsx'
import { isVelocity } from '../../viewport/value-scale.ts'
import { MainCorners } from '../MainCorners.tsx'
import { modePanels } from '../mode-panels.ts'
import { activate, goToSliceIn, type Place, pointAt, sliceIn, stackIn } from '../place.ts'
import { type Room, standingSlice, usePlace, useReading, useRoom } from '../room.ts'
import { useSeriesName } from '../series-name.ts'
import styles from './CellView.module.css'
import { CrossHair } from './CrossHair.tsx'
import { areaTexts } from './contour-words.ts'
import { HistogramOfCell } from './HistogramOfCell.tsx'
import { linesOn } from './lines.ts'
import { type MapColours, mapColoursOf } from './map-colours.ts'
import { SmallCorners } from './SmallCorners.tsx'

export interface CellViewProps {
  readonly cell: Cell
  /** for more than a name in its corners */
  readonly roomy: boolean
}

export function CellView({ cell, roomy }: CellViewProps) {
  const room = useRoom()
  const { playhead, place, shortAxis, viewOf, display } = room
  const compared = useStore(room.compared)
  const beside = cell.study === 'other' ? compared : undefined
  const { images, editor, measuring } = beside ?? room
  const now = usePlace((state) => state)
  const palette = usePreferences(({ palette }) => palette)
  const phases = useReading(({ numbers }) => numbers.phases)
  const nameOf = useSeriesName()
  const texts = useTexts().room.image
  const stack = stackIn(now, cell)
  const slice = sliceIn(now, cell)
  const active = now.cell === cell.id
  const take = (): void => activate(place, cell)
  const name = beside ? `${beside.candidate.name} · ${nameOf(stack)}` : nameOf(stack)
  const count = stack.frames.length
  const label = active
    ? texts.label(name, slice + 1, count)
    : count > 1
      ? texts.atSlice(name, slice + 1)
      : name
  const { smooth, bare, planesShown, velocityColours, histogramShown } = useDisplay(display, (state) => state)
  const overlays = usePlaneCount(images, stack.frames[slice]?.[0])
  const view = viewOf(stack)
  // colours over colours would be neither
  const covered = useMapLook((look) => now.mode === 'mapping' && !beside && isOver(look, stack.role))
  const mapColours = now.coloursShown && !covered ? mapColoursOf(stack.role) : undefined
  const Found = now.mode === 'function' ? undefined : modePanels[now.mode].Layer
  const fixed = cell.phase.kind === 'fixed' ? cell.phase.phase : undefined
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the image inside has the focus; this only notes where
    <div className={styles.view} onPointerDownCapture={take} onFocus={take}>
      <CardiacViewport
        images={images}
        stack={stack}
        slice={slice}
        playhead={fixed === undefined ? playhead : undefined}
        phase={fixed}
        view={viewOf(stack)}
        smooth={smooth}
        label={label}
        tool={now.imageTool}
        onSlice={(next) => goToSliceIn(place, cell, next)}
      >
        {mapColours && <Colours colours={mapColours} view={view} scaleShown={!bare} />}
        {velocityColours && isVelocity(stack) && <Velocities view={view} scaleShown={!bare} />}
        {planesShown && !bare && <PlanesLayer images={images} />}
        {Found && !beside && !bare && <Found />}
        {!bare && (
          <ReferenceLines planes={linesOn(now, cell, shortAxis, contourColours[palette]['la-endocardial'])} />
        )}
        {now.contoursShown && !bare && !beside && fixed === undefined && (
          <ContourCrossings
            editor={editor}
            stacks={room.opened.stacks}
            phaseOf={(other) => playhead.phaseOf(other)}
            palette={palette}
          />
        )}
        <CrossHair
          point={now.crossHairShown && !bare ? now.crossHair : undefined}
          onPoint={(frame, index) => pointAt(place, stack, frame, index)}
        />
        <ContourLayer
          editor={editor}
          palette={palette}
          hidden={bare || !now.contoursShown}
          active={active && !beside}
          onActivate={take}
        />
        {!bare && <MeasureLayer editor={measuring} tools={room.measuring} isFree={() => isHandFree(room)} />}
      </CardiacViewport>
      <Marks
        view={view}
        plane={stack.frames[slice]?.[0]?.facts.plane}
        lettersShown={!bare}
        lined={!bare && roomy}
        planes={{ count: bare ? 0 : overlays, shown: planesShown }}
      />
      {bare ? null : roomy ? (
        <MainCorners
          name={name}
          apart={active || beside ? undefined : apartOf(now, stack, slice)}
          stack={stack}
          slice={slice}
          ed={stack === shortAxis && !beside ? phases.ed : undefined}
          es={stack === shortAxis && !beside ? phases.es : undefined}
          contours={(phase) => areaTexts(editor, stack.frames[slice]?.[fixed ?? phase])}
          contoursOf={editor}
          hint={
            active &&
            !beside &&
            now.imageTool === 'none' && (
              <>
                <Hint editor={editor} />
                <MeasureHint editor={room.measuring} />
              </>
            )
          }
        />
      ) : (
        <SmallCorners cell={cell} stack={stack} slice={slice} />
      )}
      {active && histogramShown && !bare && <HistogramOfCell stack={stack} slice={slice} fixed={fixed} />}
    </div>
  )
}

/** No tool for contours or for the image wants the next press for itself. */
function isHandFree({ editor, place }: Room): boolean {
  const { tool } = editor.get()
  return place.getState().imageTool === 'none' && (tool === 'look' || tool === 'edit')
}

interface ColoursProps {
  readonly colours: MapColours
  readonly view: ImageView
  readonly scaleShown: boolean
}

/** The window of the image is the range of the colours. */
function Colours({ colours, view, scaleShown }: ColoursProps) {
  const window = useStore(view, ({ shown }) => shown?.window)
  return <ColourLayer {...colours} window={window} scaleShown={scaleShown} />
}

/** As far as the window reaches on both sides of no flow. */
function Velocities({ view, scaleShown }: Pick<ColoursProps, 'view' | 'scaleShown'>) {
  const shown = useStore(view, (now) => now.shown)
  const { noScaleUnit } = useTexts().display
  return (
    <ColourLayer
      stops={velocityStops}
      window={shown?.window}
      unit={shown?.scale?.unit ?? noScaleUnit}
      scale={shown?.scale}
      zeroIsMeasured
      scaleShown={scaleShown}
    />
  )
}

/** mm: less than that is one position for whoever looks */
const samePosition = 4

/** mm from the slice that the reader stands on, of a stack that lies along it and has no slice there. */
function apartOf(place: Place, stack: Stack, slice: number): number | undefined {
  const { stack: standing } = place
  if (stack === standing || !isParallel(stack, standing)) return undefined
  const point = middleOf(standing, standingSlice(place))
  const distance = point && distanceTo(stack, slice, point)
  return distance !== undefined && Math.abs(distance) >= samePosition ? Math.abs(distance) : undefined
}
