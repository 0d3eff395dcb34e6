/** One row a segment, one button a grade: what the keys do, by hand. */
import { ahaSegments } from '#analysis/segments/aha.ts'
import type { ScoreScale } from '#analysis/segments/scores.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { segmentText } from '../numbers/words.ts'
import styles from './SegmentsPanel.module.css'
import { signOf } from './scoring.ts'

export interface ScoreSheetProps {
  readonly scale: ScoreScale
  readonly grades: ReadonlyMap<number, string>
  readonly segment: number
  readonly locked: boolean
  readonly onSegment: (segment: number) => void
  readonly onGrades: (changes: ReadonlyMap<number, string | null>) => void
}

export function ScoreSheet({ scale, grades, segment, locked, onSegment, onGrades }: ScoreSheetProps) {
  const { panels } = useTexts()
  const texts = panels.segments
  const options = [...scale.grades.map(({ name }) => name), scale.notAssessable]
  const open = ahaSegments.filter((row) => !grades.has(row.segment))
  const [normal] = scale.grades
  const gradeText = (grade: string): string => texts.grades[grade] ?? grade
  return (
    <>
      <table className={styles.sheet} aria-label={texts.scales[scale.name] ?? scale.name}>
        <tbody>
          {ahaSegments.map((row) => (
            <tr
              key={row.segment}
              data-segment={row.segment}
              data-chosen={row.segment === segment || undefined}
              onClick={() => onSegment(row.segment)}
            >
              <th scope="row">{segmentText(panels, row)}</th>
              {options.map((grade) => {
                const given = grades.get(row.segment) === grade
                return (
                  <td key={grade}>
                    <button
                      type="button"
                      disabled={locked}
                      aria-pressed={given}
                      aria-label={`${segmentText(panels, row)}: ${gradeText(grade)}`}
                      title={gradeText(grade)}
                      onClick={() => onGrades(new Map([[row.segment, given ? null : grade]]))}
                    >
                      {signOf(scale, grade)}
                    </button>
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.rest}>
        {normal && open.length > 0 && (
          <button
            className={controls.smallButton}
            type="button"
            disabled={locked}
            onClick={() => onGrades(new Map(open.map((row) => [row.segment, normal.name])))}
          >
            {texts.all(gradeText(normal.name))}
          </button>
        )}
        {grades.size > 0 && (
          <button
            className={controls.smallButton}
            type="button"
            disabled={locked}
            onClick={() => onGrades(new Map([...grades.keys()].map((one) => [one, null])))}
          >
            {texts.clear}
          </button>
        )}
      </div>
    </>
  )
}
