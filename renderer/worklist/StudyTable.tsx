/** The studies as a grid of rows of one height. The grid has the focus; the chosen row is its active descendant. */
import { ArrowDown, ArrowUp } from 'lucide-react'
import { type RefObject, useEffect, useRef } from 'react'
import type { StudyView } from '#contract/views.ts'
import { useTexts } from '../texts/texts.ts'
import { usePreferences } from '../theme/preferences.ts'
import { sizes } from '../theme/tokens.ts'
import { EmptyList } from './EmptyList.tsx'
import { columns, type Listing } from './listing.ts'
import { useRowsInSight } from './rows-in-sight.ts'
import { StudyRow } from './StudyRow.tsx'
import styles from './StudyTable.module.css'

export function StudyTable({
  ref,
  rows,
  total,
  at,
  listing,
  loading,
  error,
  noProject,
  onClear,
  onAgain,
  onNews,
  onImport,
  onChoose,
  onOpen,
  onChange,
}: {
  readonly ref: RefObject<HTMLTableElement | null>
  readonly rows: readonly StudyView[]
  readonly total: number
  readonly at: number
  readonly listing: Listing
  readonly loading: boolean
  readonly error: unknown
  readonly noProject: boolean
  readonly onClear: () => void
  readonly onAgain: () => void
  readonly onNews: () => void
  readonly onImport: () => void
  readonly onChoose: (index: number) => void
  readonly onOpen: (study: StudyView) => void
  readonly onChange: (part: Partial<Listing>) => void
}) {
  const texts = useTexts().worklist
  const scroller = useRef<HTMLDivElement>(null)
  const scale = usePreferences(({ scale }) => scale / 100)
  const rowHeight = sizes['row-height'] * scale
  const { first, last } = useRowsInSight(scroller, rows.length, rowHeight)
  useEffect(() => {
    if (scroller.current) scrollToRow(scroller.current, at, scale)
  }, [at, scale])

  const dated = rows.some(({ date }) => date !== undefined)
  const shownColumns = columns.filter((column) => column !== 'date' || dated)

  return (
    <div ref={scroller} className={styles.scroller}>
      <table
        ref={ref}
        className={styles.grid}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen and opened by key
        role="grid"
        tabIndex={0}
        aria-label={texts.studies}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={rows[at] && rowId(rows[at])}
      >
        <thead>
          <tr aria-rowindex={1}>
            {shownColumns.map((column) => (
              <Header key={column} column={column} listing={listing} onChange={onChange} />
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <Space height={first * rowHeight} />}
          {rows.slice(first, last).map((study, offset) => (
            <StudyRow
              key={study.study}
              id={rowId(study)}
              study={study}
              index={first + offset}
              chosen={first + offset === at}
              dated={dated}
              onChoose={onChoose}
              onOpen={onOpen}
            />
          ))}
          {last < rows.length && <Space height={(rows.length - last) * rowHeight} />}
        </tbody>
      </table>
      {rows.length === 0 && (
        <EmptyList
          loading={loading}
          error={error}
          noProject={noProject}
          filtered={total > 0}
          onClear={onClear}
          onAgain={onAgain}
          onNews={onNews}
          onImport={onImport}
        />
      )}
    </div>
  )
}

function Header({
  column,
  listing: { sort, reverse },
  onChange,
}: {
  readonly column: Listing['sort']
  readonly listing: Listing
  readonly onChange: (part: Partial<Listing>) => void
}) {
  const sorted = sort === column
  const { columns } = useTexts().worklist
  const Arrow = reverse ? ArrowDown : ArrowUp
  return (
    <th scope="col" data-column={column} aria-sort={sorted ? (reverse ? 'descending' : 'ascending') : 'none'}>
      <button
        type="button"
        tabIndex={-1}
        onClick={() => onChange({ sort: column, reverse: sorted && !reverse })}
      >
        {columns[column]}
        {sorted && <Arrow size={11} aria-hidden />}
      </button>
    </th>
  )
}

/** Stands in for the rows that are out of sight. */
const Space = ({ height }: { readonly height: number }) => (
  <tr style={{ height }}>
    <td colSpan={columns.length} />
  </tr>
)

function scrollToRow(scroller: HTMLElement, at: number, scale: number): void {
  const rowHeight = sizes['row-height'] * scale
  const top = at * rowHeight
  const bottom = top + rowHeight + sizes['table-header-height'] * scale
  if (top < scroller.scrollTop) scroller.scrollTop = top
  else if (bottom > scroller.scrollTop + scroller.clientHeight)
    scroller.scrollTop = bottom - scroller.clientHeight
}

const rowId = ({ study }: StudyView): string => `study-${study}`
