/** A number that stands beside those of an analysis and is none of them: it explains itself as they do. */
import { useState } from 'react'
import type { Chamber } from '#analysis/contours/contour.ts'
import { type ImageKey, imageKeyText } from '#analysis/protocol/facts.ts'
import type { DataCell } from '../../charts/DataTable.tsx'
import { useTexts } from '../../texts/texts.ts'
import { ExplainedButton } from '../ExplainedButton.tsx'
import styles from '../Explanation.module.css'
import { Untold } from '../uncertainty/WouldChange.tsx'
import type { Found } from './found.ts'
import { Fact, Grounds, Standing } from './Grounds.tsx'
import numeral from './Numeral.module.css'

export interface Detail {
  readonly name: string
  /** as in 'slice 3' */
  readonly part: string
  /** as the table rounds it */
  readonly shown: string
  /** the same with a digit more, and its unit */
  readonly precise: string
  /** a sentence: how it was found */
  readonly meaning: string
  /** that it was read from */
  readonly images: readonly ImageKey[]
  /** that it is of, where it is of one */
  readonly chamber?: Chamber
}

export const detailCell = (found: Found, detail: Detail): DataCell => ({
  shown: <DetailNumeral found={found} detail={detail} />,
  text: detail.shown,
})

export function DetailNumeral({ found, detail }: { readonly found: Found; readonly detail: Detail }) {
  const { panels } = useTexts()
  const [open, setOpen] = useState(false)
  const { name, part, shown, precise } = detail
  const about = panels.details.of(name, part)
  return (
    <ExplainedButton
      about={panels.explanation.about(about)}
      opened={open}
      onOpen={setOpen}
      explain={() => <DetailExplanation found={found} detail={detail} />}
      button={{
        className: numeral.numeral,
        'aria-label': panels.explanation.explain(`${about} ${precise}`),
        children: shown,
      }}
    />
  )
}

function DetailExplanation({ found, detail }: { readonly found: Found; readonly detail: Detail }) {
  const { details, explanation: texts } = useTexts().panels
  const { name, part, precise, meaning, images, chamber } = detail
  return (
    <div className={styles.explanation}>
      <h3>
        {name} <b>{precise}</b>
      </h3>
      <p>{meaning}</p>
      <dl>
        <Fact name={texts.part}>{part}</Fact>
        <Grounds
          found={found}
          method={found.method}
          version={found.version}
          warnings={found.warnings}
          on={new Set(images.map(imageKeyText))}
          chamber={chamber}
        />
        <Untold title={texts.uncertainty} why="beside" />
        <Fact name={texts.history}>{details.notRecorded}</Fact>
        <Standing found={found} />
      </dl>
    </div>
  )
}
