/** Segments that another artery than usual supplies in this patient. Each is kept as it is added or taken back. */
import { useState } from 'react'
import { ahaSegments } from '#analysis/segments/aha.ts'
import { type TerritoryChanges, territories } from '#analysis/segments/territories.ts'
import { useAnalyses, useGiven } from '../../analyses/analyses.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import styles from './GivenForm.module.css'

export function Territories() {
  const texts = useTexts().given
  const analyses = useAnalyses()
  const { territories: changed = {} } = useGiven()
  const [segment, setSegment] = useState('1')
  const [artery, setArtery] = useState<(typeof territories)[number]>('lad')
  const keep = (next: TerritoryChanges): void =>
    analyses.give({ territories: Object.keys(next).length === 0 ? null : next })
  const others = ahaSegments.flatMap((one) => {
    const own = changed[one.segment]
    return own === undefined ? [] : [{ segment: one.segment, artery: own }]
  })
  return (
    <fieldset className={styles.form} aria-label={texts.territories}>
      <legend>{texts.territories}</legend>
      {others.length === 0 ? (
        <p>{texts.usual}</p>
      ) : (
        <ul className={styles.chips}>
          {others.map((one) => {
            const told = texts.territory(one.segment, texts.arteries[one.artery])
            return (
              <li key={one.segment}>
                {told}
                <button
                  type="button"
                  aria-label={texts.remove(told)}
                  onClick={() => {
                    const { [one.segment]: _, ...rest } = changed
                    keep(rest)
                  }}
                >
                  ×
                </button>
              </li>
            )
          })}
        </ul>
      )}
      <div className={styles.row}>
        <select
          className={controls.smallField}
          aria-label={texts.segment}
          value={segment}
          onChange={({ currentTarget }) => setSegment(currentTarget.value)}
        >
          {ahaSegments.map((one) => (
            <option key={one.segment} value={one.segment}>
              {one.segment}
            </option>
          ))}
        </select>
        <select
          className={controls.smallField}
          aria-label={texts.artery}
          value={artery}
          onChange={({ currentTarget }) =>
            setArtery(territories.find((one) => one === currentTarget.value) ?? 'lad')
          }
        >
          {territories.map((one) => (
            <option key={one} value={one}>
              {texts.arteries[one]}
            </option>
          ))}
        </select>
        <button
          className={controls.smallButton}
          type="button"
          onClick={() => keep({ ...changed, [Number(segment)]: artery })}
        >
          {texts.add}
        </button>
      </div>
    </fieldset>
  )
}
