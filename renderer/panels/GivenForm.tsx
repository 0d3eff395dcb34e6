/** What no image says and nobody draws, entered where it is missing; it is kept with the read. */
import { type FormEvent, useState } from 'react'
import { ethnicities } from '#analysis/ranges/table.ts'
import { useAnalyses, useGiven } from '../analyses/analyses.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './GivenForm.module.css'

/** Which values: fraction of a blood sample; agent and pulse of a first pass; the person that ranges are of. */
export type GivenAbout = 'haematocrit' | 'agent' | 'person'

export function GivenForm({
  about,
  why,
}: {
  readonly about: GivenAbout
  /** what it is missing for */
  readonly why?: string
}) {
  const { given: texts } = useTexts().panels
  const analyses = useAnalyses()
  const given = useGiven()
  const [haematocrit, setHaematocrit] = useState(text(given.haematocrit, 100))
  const [relaxivity, setRelaxivity] = useState(text(given.relaxivity))
  const [saturation, setSaturation] = useState(text(given.saturationTime))
  const [age, setAge] = useState(text(given.age))
  const [sex, setSex] = useState(given.sex ?? '')
  const [ethnicity, setEthnicity] = useState(given.ethnicity ?? '')
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (about === 'haematocrit') analyses.give({ haematocrit: number(haematocrit, 100) })
    else if (about === 'agent')
      analyses.give({ relaxivity: number(relaxivity), saturationTime: number(saturation) })
    else
      analyses.give({
        age: number(age),
        sex: sex === 'F' || sex === 'M' ? sex : null,
        ethnicity: ethnicities.find((one) => one === ethnicity) ?? null,
      })
  }
  return (
    <form className={styles.form} onSubmit={save}>
      {why !== undefined && <p>{why}</p>}
      {about === 'haematocrit' && (
        <Field label={texts.haematocrit} unit="%" value={haematocrit} onChange={setHaematocrit} />
      )}
      {about === 'agent' && (
        <>
          <Field label={texts.relaxivity} unit="L/mmol/s" value={relaxivity} onChange={setRelaxivity} />
          <Field label={texts.saturationTime} unit="ms" value={saturation} onChange={setSaturation} />
        </>
      )}
      {about === 'person' && (
        <>
          <Field label={texts.age} unit={texts.years} value={age} onChange={setAge} />
          <label>
            {texts.sex}
            <select value={sex} onChange={({ currentTarget }) => setSex(currentTarget.value)}>
              <option value="">{texts.unknown}</option>
              <option value="F">{texts.sexes.F}</option>
              <option value="M">{texts.sexes.M}</option>
            </select>
          </label>
          <label>
            {texts.ethnicity}
            <select value={ethnicity} onChange={({ currentTarget }) => setEthnicity(currentTarget.value)}>
              <option value="">{texts.unknown}</option>
              {ethnicities.map((one) => (
                <option key={one} value={one}>
                  {texts.ethnicities[one]}
                </option>
              ))}
            </select>
          </label>
        </>
      )}
      <button type="submit">{texts.save}</button>
    </form>
  )
}

function Field({
  label,
  unit,
  value,
  onChange,
}: {
  readonly label: string
  readonly unit: string
  readonly value: string
  readonly onChange: (value: string) => void
}) {
  return (
    <label>
      {label}
      <span>
        <input
          inputMode="decimal"
          value={value}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />{' '}
        {unit}
      </span>
    </label>
  )
}

const text = (value: number | undefined, factor = 1): string =>
  value === undefined ? '' : String(Number((value * factor).toFixed(3)))

/** Null takes the value back. */
function number(entered: string, divisor = 1): number | null {
  const value = Number(entered.trim().replace(',', '.'))
  return entered.trim() === '' || !Number.isFinite(value) || value <= 0 ? null : value / divisor
}
