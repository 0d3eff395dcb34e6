/** Below the table: that the ranges are of an unverified source, or what is not known of the patient and can be entered. */
import { useState } from 'react'
import { useReading } from '../../reading/room.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import styles from '../AnalysisFrame.module.css'
import { GivenForm } from '../given/GivenForm.tsx'
import { isCompared, missingOfPerson } from './ranges.ts'

export function RangesNote() {
  const { panels } = useTexts()
  const texts = panels.function
  const ranges = useReading(({ numbers }) => numbers.ranges)
  const [entering, setEntering] = useState(false)
  const compared = ranges.flatMap(({ comparisons }) => comparisons.filter(isCompared))
  const missing = compared.length === 0 ? missingOfPerson(ranges) : undefined
  const unverified = compared.some(({ table }) => table.status !== 'verified')
  if (missing === undefined && !unverified) return null
  return (
    <div className={styles.standing}>
      <span>
        {texts.ranges}: {missing === undefined ? texts.unverified : texts.missingOfPerson[missing]}
      </span>
      {missing !== undefined && !entering && (
        <button className={controls.smallButton} type="button" onClick={() => setEntering(true)}>
          {panels.state.give}
        </button>
      )}
      {missing !== undefined && entering && <GivenForm about="person" />}
    </div>
  )
}
