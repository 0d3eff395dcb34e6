import { memo } from 'react'
import type { DownloadView, StudyView } from '#contract/views.ts'
import { bytesText } from '../status/amounts.ts'
import { Chip } from '../status/Chip.tsx'
import { readWords, uploadWords } from '../status/stage-words.ts'
import type { Texts } from '../texts/en/en.ts'
import { numberIn } from '../texts/formats.ts'
import { saidText } from '../texts/said.ts'
import { useTexts } from '../texts/texts.ts'
import { problemText } from './problem.ts'
import styles from './StudyTable.module.css'

export const StudyRow = memo(function StudyRow({
  id,
  study,
  index,
  chosen,
  dated,
  onChoose,
  onOpen,
}: {
  readonly id: string
  readonly study: StudyView
  readonly index: number
  readonly chosen: boolean
  readonly dated: boolean
  readonly onChoose: (index: number) => void
  readonly onOpen: (study: StudyView) => void
}) {
  const read = readWords(study.read.status)
  const upload = uploadWords(study.upload.status)
  return (
    <tr
      id={id}
      className={styles.row}
      aria-rowindex={index + 2}
      aria-selected={chosen}
      data-withdrawn={study.download.status === 'withdrawn' || undefined}
      onClick={() => onChoose(index)}
      onDoubleClick={() => onOpen(study)}
    >
      <td className={styles.subject}>{study.subject}</td>
      <td>{study.timePoint}</td>
      <td data-column="site">{study.site}</td>
      {dated && <td>{study.date && dateText(study.date)}</td>}
      <td data-column="images">{study.instances}</td>
      <td>
        <DownloadCell download={study.download} />
      </td>
      <td>{study.read.status !== 'none' && <Chip tone={read.tone}>{read.text}</Chip>}</td>
      <td>
        {study.upload.status !== 'none' && (
          <Chip tone={upload.tone} title={study.upload.detail && saidText(study.upload.detail)}>
            {upload.text}
          </Chip>
        )}
      </td>
    </tr>
  )
})

/** 20240131 as 2024-01-31; what is not eight digits is shown as it is. */
const dateText = (date: string): string => date.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')

function DownloadCell({ download }: { readonly download: DownloadView }) {
  const { status, instances, bytes, quarantined } = download
  const problem = problemText(download)
  const texts = useTexts().worklist.download
  switch (status) {
    case 'not-here':
      return <span className={styles.faint}>{texts['not-here']}</span>
    case 'withdrawn':
      return <span className={styles.faint}>{texts.withdrawn}</span>
    case 'complete':
      return (
        <span className={styles.here}>
          {texts.here}
          {bytes > 0 && ` · ${bytesText(bytes)}`}
          {quarantined > 0 && <em> · {texts.heldBack(quarantined)}</em>}
        </span>
      )
    case 'failed':
      return (
        <span className={styles.failed} title={problem}>
          {texts.failed}
          {problem && `: ${problem}`}
        </span>
      )
    default: {
      const total = instances.total
      const words = status === 'running' ? runningWords(download, texts) : texts[status]
      return (
        <span className={styles.progress}>
          <i className={styles.bar} data-paused={status !== 'running' || undefined}>
            <i style={{ width: total ? `${(100 * instances.done) / total}%` : '0' }} />
          </i>
          <span>
            {amountText(instances)} {words}
          </span>
        </span>
      )
    }
  }
}

/** None where nothing is known yet. */
const amountText = ({ done, total }: DownloadView['instances']): string =>
  total === undefined ? (done > 0 ? `${done}` : '') : `${done}/${total}`

function runningWords({ rate, instances }: DownloadView, texts: Texts['worklist']['download']): string {
  if (rate !== undefined) return texts.rate(numberIn(rate, 1))
  return instances.done === 0 ? texts.starting : ''
}
