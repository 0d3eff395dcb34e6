/** What the list shows: which project, under which protocol, which words, which state. */
import { Search } from 'lucide-react'
import type { RefObject } from 'react'
import type { ProjectView } from '#contract/views.ts'
import { KeyHint } from '../keys/Keys.tsx'
import { Chip } from '../status/Chip.tsx'
import styles from './Filters.module.css'
import type { Listing } from './listing.ts'
import { type Stage, stages, stageWords } from './stages.ts'

export function Filters({
  ref,
  project,
  listing,
  counts,
  total,
  onChange,
  onLeave,
}: {
  readonly ref: RefObject<HTMLInputElement | null>
  readonly project: ProjectView | undefined
  readonly listing: Listing
  readonly counts: ReadonlyMap<Stage, number>
  readonly total: number
  readonly onChange: (part: Partial<Listing>) => void
  readonly onLeave: () => void
}) {
  return (
    <div className={styles.filters}>
      <div className={styles.title}>
        <h2>{project?.title ?? 'Studies'}</h2>
        {project && (
          <span>
            {project.protocol.name} {project.protocol.version} · {baseWords[project.protocol.base]} ·
            papillaries in {project.protocol.papillaries}
          </span>
        )}
      </div>
      <label className={styles.search}>
        <Search size={13} aria-hidden />
        <input
          ref={ref}
          type="search"
          aria-label="Filter the studies by text"
          placeholder="Subject, site, visit, date"
          value={listing.text}
          onChange={({ currentTarget: { value } }) => onChange({ text: value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange({ text: '' })
            if (event.key === 'Enter' || event.key === 'Escape' || event.key === 'ArrowDown') onLeave()
          }}
        />
        <KeyHint command="filter" />
      </label>
      <fieldset className={styles.stages} aria-label="State">
        <Chip
          tone={listing.stage === null ? 'accent' : 'plain'}
          aria-pressed={listing.stage === null}
          onClick={() => onChange({ stage: null })}
        >
          All {total}
        </Chip>
        {stages
          .filter((stage) => (counts.get(stage) ?? 0) > 0 || stage === listing.stage)
          .map((stage) => (
            <Chip
              key={stage}
              tone={stage === listing.stage ? 'accent' : 'plain'}
              aria-pressed={stage === listing.stage}
              onClick={() => onChange({ stage: stage === listing.stage ? null : stage })}
            >
              {stageWords[stage].text} {counts.get(stage) ?? 0}
            </Chip>
          ))}
        <KeyHint command="filter-next" />
      </fieldset>
    </div>
  )
}

const baseWords = {
  'reader-slices': "base by the reader's slices",
  'plane-clipped': 'base by the valve plane',
} as const
