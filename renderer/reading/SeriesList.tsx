/** What the study holds, by what it is for, each with a picture of its middle; the one that is large is marked. */

import { useEffect, useRef } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import { LookMark } from '../display/LookMark.tsx'
import { saidLines } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import { Thumbnail } from '../viewport/Thumbnail.tsx'
import { useRoom } from './room.ts'
import styles from './SeriesList.module.css'
import { useSeriesName } from './series-name.ts'
import { groupedStacks, middleSlice } from './views.ts'

export function SeriesList({
  shown,
  onShow,
}: {
  readonly shown: string
  readonly onShow: (stack: Stack) => void
}) {
  const { opened } = useRoom()
  const { series, groups } = useTexts().room
  const list = useRef<HTMLElement>(null)
  // a mode shows a series that may be far down the list; the reader sees there which
  // biome-ignore lint/correctness/useExhaustiveDependencies: shown says which row is the current one
  useEffect(() => {
    list.current?.querySelector('[aria-current="true"]')?.scrollIntoView({ block: 'nearest' })
  }, [shown])
  return (
    <nav ref={list} className={styles.list} aria-label={series}>
      {groupedStacks(opened.stacks).map(([name, stacks]) => (
        <section key={name} aria-label={groups[name]}>
          <h2>{groups[name]}</h2>
          <ul>
            {stacks.map((stack) => (
              <li key={stack.id}>
                <Series stack={stack} shown={stack.id === shown} onShow={onShow} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function Series({
  stack,
  shown,
  onShow,
}: {
  readonly stack: Stack
  readonly shown: boolean
  readonly onShow: (stack: Stack) => void
}) {
  const { images, viewOf } = useRoom()
  const view = viewOf(stack)
  const name = useSeriesName()(stack)
  const [head = name, ...rest] = name.split(', ')
  const evidence = saidLines(stack.evidence.map(({ text }) => text))
  return (
    <button
      type="button"
      className={styles.series}
      aria-current={shown}
      title={[name, stack.description, evidence, saidLines(stack.warnings)].filter(Boolean).join('\n')}
      onClick={() => onShow(stack)}
    >
      <span className={styles.picture}>
        <span aria-hidden="true">
          <Thumbnail
            images={images}
            stack={stack}
            slice={middleSlice(stack)}
            phase={0}
            view={view}
            size={40}
          />
        </span>
        <LookMark view={view} />
      </span>
      <span className={styles.name}>
        <b>{head}</b>
        <small>
          {[...rest, `${stack.frames.length} × ${stack.phaseCount}`].join(' · ')}
          {stack.warnings.length > 0 && <em> · {stack.warnings.length} ⚠</em>}
        </small>
      </span>
    </button>
  )
}
