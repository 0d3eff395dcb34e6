/** What the list shows: which project, under which protocol, which words, which state. */
import { Search } from 'lucide-react'
import type { RefObject } from 'react'
import type { ProjectView } from '#contract/views.ts'
import { KeyHint } from '../keys/Keys.tsx'
import { Chip } from '../status/Chip.tsx'
import { useTexts } from '../texts/texts.ts'
import styles from './Filters.module.css'
import type { Listing } from './listing.ts'
import { type Stage, stages } from './stages.ts'

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
  const texts = useTexts().worklist
  return (
    <div className={styles.filters}>
      <h2>{project?.title ?? texts.studies}</h2>
      <label className={styles.search}>
        <Search size={13} aria-hidden />
        <input
          ref={ref}
          type="search"
          aria-label={texts.filter}
          placeholder={texts.filterFor}
          value={listing.text}
          onChange={({ currentTarget: { value } }) => onChange({ text: value })}
          onKeyDown={(event) => {
            if (event.key === 'Escape') onChange({ text: '' })
            if (event.key === 'Enter' || event.key === 'Escape' || event.key === 'ArrowDown') onLeave()
          }}
        />
        <KeyHint command="filter" />
      </label>
      <fieldset className={styles.stages} aria-label={texts.state}>
        <Chip
          tone={listing.stage === null ? 'accent' : 'plain'}
          aria-pressed={listing.stage === null}
          onClick={() => onChange({ stage: null })}
        >
          {texts.all(total)}
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
              {texts.stages[stage]} {counts.get(stage) ?? 0}
            </Chip>
          ))}
        <KeyHint command="filter-next" />
        {project && (
          <span className={styles.protocol}>
            {texts.protocol(
              `${project.protocol.name} ${project.protocol.version}`,
              project.protocol.base,
              project.protocol.papillaries,
            )}
          </span>
        )}
      </fieldset>
    </div>
  )
}
