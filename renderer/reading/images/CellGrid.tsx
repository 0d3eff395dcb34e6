/** The images as they hang: cells on a grid, or the matrix of slices; and over them the tools. */
import { lazy, Suspense } from 'react'
import { useDisplay } from '../../display/display.ts'
import type { Cell, Grid } from '../../hanging/layout.ts'
import { Region } from '../../status/Region.tsx'
import { useTexts } from '../../texts/texts.ts'
import { usePlace, useRoom } from '../room.ts'
import { ToolBar } from '../ToolBar.tsx'
import styles from './CellGrid.module.css'
import { CellView } from './CellView.tsx'
import { SliceMatrix } from './SliceMatrix.tsx'

/** With what draws in 3D: fetched when it is first opened. */
const Surfaces = lazy(() => import('../../surfaces/SurfacesView.tsx'))

export function Images() {
  const { id, layout } = usePlace(({ hung }) => hung)
  return layout.kind === 'grid' ? (
    <CellGrid key={id} id={id} grid={layout} />
  ) : (
    <SliceMatrix key={id} matrix={layout} />
  )
}

function CellGrid({ id, grid }: { readonly id: string; readonly grid: Grid }) {
  const texts = useTexts()
  const { cell: cellName } = texts.hanging
  const { title, opening } = texts.surfaces
  const { columns, rows, cells, surfaces } = grid
  const { display } = useRoom()
  const alone = useDisplay(display, ({ full }) => full === 'cell')
  const bare = useDisplay(display, (now) => now.bare)
  const active = usePlace(({ cell }) => cell)
  return (
    <div
      className={styles.grid}
      data-layout={id}
      data-beside={toolsStandBeside(grid) || undefined}
      data-alone={alone || undefined}
      style={{ gridTemplateColumns: tracks(columns), gridTemplateRows: tracks(rows) }}
    >
      {cells.map((cell, index) => (
        <div
          key={cell.id}
          className={styles.cell}
          style={alone ? undefined : areaOf(cell)}
          data-active={cell.id === active || undefined}
          data-marked={(cell.id === active && !alone && !bare && cells.length > 1) || undefined}
        >
          <Region name={cellName(index + 1)}>
            <CellView cell={cell} roomy={alone || isRoomy(cell, grid)} />
          </Region>
        </div>
      ))}
      {surfaces && !alone && (
        <div className={styles.cell} style={areaOf({ place: surfaces })}>
          <Region name={title}>
            <Suspense fallback={<p className={styles.opening}>{opening}</p>}>
              <Surfaces />
            </Suspense>
          </Region>
        </div>
      )}
      {!bare && <ToolBar />}
    </div>
  )
}

/** Over an image as high as the room, the tools cover nothing that is said in its corners. */
const toolsStandBeside = ({ rows, cells: [first] }: Grid): boolean =>
  first !== undefined && first.place.rows < rows.length

const tracks = (shares: readonly number[]): string => shares.map((share) => `minmax(0, ${share}fr)`).join(' ')

const areaOf = ({ place: { column, row, columns, rows } }: Pick<Cell, 'place'>) => ({
  gridColumn: `${column + 1} / span ${columns}`,
  gridRow: `${row + 1} / span ${rows}`,
})

const sum = (shares: readonly number[]): number => shares.reduce((total, share) => total + share, 0)

/** Whether what is to be said of an image finds room in its corners; else its name stands alone. */
function isRoomy({ place }: Cell, { columns, rows }: Grid): boolean {
  const width = sum(columns.slice(place.column, place.column + place.columns)) / sum(columns)
  const height = sum(rows.slice(place.row, place.row + place.rows)) / sum(rows)
  return width > 0.3 && width * height >= 0.2
}
