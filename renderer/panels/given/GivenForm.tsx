/** What no image says and nobody draws, entered where it is missing or wrong; it is kept with the read. */
import { type FormEvent, type ReactNode, useState } from 'react'
import { publishedFormulas } from '#analysis/mapping/haematocrit.ts'
import { ethnicities } from '#analysis/ranges/table.ts'
import type { GivenValues } from '#analysis/reading/events.ts'
import { useAnalyses, useGiven } from '../../analyses/analyses.ts'
import { useReading, useRoom } from '../../reading/room.ts'
import { useSeriesName } from '../../reading/series-name.ts'
import { dateTimeIn } from '../../texts/formats.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { isFirstPass } from '../perfusion/dynamics.ts'
import { numberText } from '../quantities.ts'
import styles from './GivenForm.module.css'
import { sourceOf } from './given-source.ts'
import { NumberField } from './NumberField.tsx'
import { enteredNumber, type NumberField as Field, numberAsText, numberRules } from './numbers.ts'

/** Which values: fraction of a blood sample; agent and pulse of a first pass; work at rest; the person of ranges ... */
export type GivenAbout = 'haematocrit' | 'map-motion' | 'agent' | 'rest-work' | 'pre-bolus' | 'person'

export interface GivenFormProps {
  readonly about: GivenAbout
  /** what it is missing for */
  readonly why?: string
}

/** As a part of the values is entered: texts of numbers, and what is chosen. */
interface Draft {
  readonly numbers: Readonly<Partial<Record<Field, string>>>
  readonly formula: string
  readonly sex: string
  readonly ethnicity: string
  readonly mapMotion: boolean
  readonly series: readonly string[]
}

const draftOf = (given: GivenValues): Draft => {
  const { restWork, preBolus } = given
  const numbers: Readonly<Record<Field, number | undefined>> = {
    haematocrit: given.haematocrit,
    relaxivity: given.relaxivity,
    saturationTime: given.saturationTime,
    heartRate: restWork?.heartRate,
    systolicPressure: restWork?.systolicPressure,
    doseRatio: preBolus?.doseRatio,
    age: given.age,
  }
  const fields = Object.keys(numbers) as Field[]
  return {
    numbers: Object.fromEntries(fields.map((one) => [one, numberAsText(numbers[one], numberRules[one])])),
    formula: given.haematocritFormula ?? '',
    sex: given.sex ?? '',
    ethnicity: given.ethnicity ?? '',
    mapMotion: given.mapMotion !== undefined,
    series: preBolus?.series ?? [],
  }
}

const valuesIn: Readonly<Record<GivenAbout, readonly (keyof GivenValues)[]>> = {
  haematocrit: ['haematocrit', 'haematocritFormula'],
  'map-motion': ['mapMotion'],
  agent: ['relaxivity', 'saturationTime'],
  'rest-work': ['restWork'],
  'pre-bolus': ['preBolus'],
  person: ['age', 'sex', 'ethnicity'],
}

/** Begins again where another hand, or an undo, has changed what it is about. */
export function GivenForm(props: GivenFormProps) {
  const given = useGiven()
  return <Form key={JSON.stringify(valuesIn[props.about].map((field) => given[field] ?? null))} {...props} />
}

function Form({ about, why }: GivenFormProps) {
  const texts = useTexts().given
  const analyses = useAnalyses()
  const given = useGiven()
  const { opened } = useRoom()
  const nameOf = useSeriesName()
  const confirmed = useReading(({ log }) => log.confirmed)
  const [draft, setDraft] = useState(() => draftOf(given))
  const change = (next: Partial<Draft>): void => setDraft((now) => ({ ...now, ...next }))
  const number = (field: Field) => enteredNumber(draft.numbers[field] ?? '', numberRules[field])
  const values = valuesOf(about, draft, number)
  const source = (field: keyof GivenValues): ReactNode => {
    const found = sourceOf(confirmed, field, given[field])
    return found && <p className={styles.source}>{texts.from(found.author, dateTimeIn(found.at))}</p>
  }
  const field = (
    name: Field,
    label: string,
    more: { readonly unit?: string; readonly otherwise?: string } = {},
  ) => (
    <NumberField
      field={name}
      label={label}
      value={draft.numbers[name] ?? ''}
      onChange={(text) => change({ numbers: { ...draft.numbers, [name]: text } })}
      {...more}
    />
  )
  const product = [number('heartRate'), number('systolicPressure')]
  const save = (event: FormEvent): void => {
    event.preventDefault()
    if (values !== undefined) analyses.give(values)
  }
  return (
    <form className={styles.form} onSubmit={save}>
      {why !== undefined && <p>{why}</p>}
      {about === 'haematocrit' && (
        <>
          {field('haematocrit', texts.haematocrit)}
          {source('haematocrit')}
          <Chosen label={texts.formula} value={draft.formula} onChange={(formula) => change({ formula })}>
            <option value="">{texts.noFormula}</option>
            {publishedFormulas.map((one) => (
              <option key={one} value={one}>
                {texts.formulas[one]}
              </option>
            ))}
          </Chosen>
          {source('haematocritFormula')}
        </>
      )}
      {about === 'map-motion' && (
        <label>
          {texts.mapMotion}
          <input
            type="checkbox"
            checked={draft.mapMotion}
            onChange={({ currentTarget }) => change({ mapMotion: currentTarget.checked })}
          />
        </label>
      )}
      {about === 'agent' && (
        <>
          {field('relaxivity', texts.relaxivity)}
          {source('relaxivity')}
          {field('saturationTime', texts.saturationTime, { otherwise: texts.ofHeaders })}
          {source('saturationTime')}
        </>
      )}
      {about === 'rest-work' && (
        <>
          {field('heartRate', texts.heartRate)}
          {field('systolicPressure', texts.systolicPressure)}
          {source('restWork')}
          {product.every((one) => typeof one === 'number') && (
            <p>
              {texts.work(
                numberText(
                  product.reduce((a, b) => a * b, 1),
                  0,
                ),
              )}
            </p>
          )}
        </>
      )}
      {about === 'pre-bolus' && (
        <>
          <p>{texts.preBolus}</p>
          {opened.stacks.filter(isFirstPass).flatMap((stack) => {
            const [uid] = stack.seriesUids
            if (uid === undefined) return []
            const isChosen = draft.series.includes(uid)
            const others = draft.series.filter((one) => one !== uid)
            return [
              <label key={uid}>
                {nameOf(stack)}
                <input
                  type="checkbox"
                  checked={isChosen}
                  onChange={() => change({ series: isChosen ? others : [...others, uid] })}
                />
              </label>,
            ]
          })}
          {field('doseRatio', texts.doseRatio)}
          {source('preBolus')}
        </>
      )}
      {about === 'person' && (
        <>
          {field('age', texts.age, { unit: texts.years })}
          {source('age')}
          <Chosen label={texts.sex} value={draft.sex} onChange={(sex) => change({ sex })}>
            <option value="">{texts.unknown}</option>
            <option value="F">{texts.sexes.F}</option>
            <option value="M">{texts.sexes.M}</option>
          </Chosen>
          <Chosen
            label={texts.ethnicity}
            value={draft.ethnicity}
            onChange={(ethnicity) => change({ ethnicity })}
          >
            <option value="">{texts.unknown}</option>
            {ethnicities.map((one) => (
              <option key={one} value={one}>
                {texts.ethnicities[one]}
              </option>
            ))}
          </Chosen>
          {source('ethnicity')}
        </>
      )}
      {values === undefined && isHalf(about, product, draft) && <p className={styles.wrong}>{texts.both}</p>}
      <button className={controls.smallButton} type="submit" disabled={values === undefined}>
        {texts.save}
      </button>
    </form>
  )
}

function Chosen({
  label,
  value,
  onChange,
  children,
}: {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly children: ReactNode
}) {
  return (
    <label>
      {label}
      <select
        className={controls.smallField}
        value={value}
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
      >
        {children}
      </select>
    </label>
  )
}

type Values = { readonly [K in keyof GivenValues]?: GivenValues[K] | null }

/** Null takes a value back. @returns undefined while something is wrong, or half of what belongs together is there */
function valuesOf(
  about: GivenAbout,
  draft: Draft,
  number: (field: Field) => ReturnType<typeof enteredNumber>,
): Values | undefined {
  switch (about) {
    case 'haematocrit': {
      const haematocrit = number('haematocrit')
      if (haematocrit === 'wrong') return undefined
      const formula = publishedFormulas.find((one) => one === draft.formula) ?? null
      // of a sample or by a formula, not both
      return { haematocrit, haematocritFormula: haematocrit === null ? formula : null }
    }
    case 'map-motion':
      return { mapMotion: draft.mapMotion ? 'corrected' : null }
    case 'agent': {
      const [relaxivity, saturationTime] = [number('relaxivity'), number('saturationTime')]
      return relaxivity === 'wrong' || saturationTime === 'wrong' ? undefined : { relaxivity, saturationTime }
    }
    case 'rest-work': {
      const [heartRate, systolicPressure] = [number('heartRate'), number('systolicPressure')]
      if (heartRate === null && systolicPressure === null) return { restWork: null }
      return typeof heartRate === 'number' && typeof systolicPressure === 'number'
        ? { restWork: { heartRate, systolicPressure } }
        : undefined
    }
    case 'pre-bolus': {
      const doseRatio = number('doseRatio')
      if (doseRatio === null && draft.series.length === 0) return { preBolus: null }
      return typeof doseRatio === 'number' && draft.series.length > 0
        ? { preBolus: { series: draft.series, doseRatio } }
        : undefined
    }
    case 'person': {
      const age = number('age')
      if (age === 'wrong') return undefined
      const { sex } = draft
      return {
        age,
        sex: sex === 'F' || sex === 'M' ? sex : null,
        ethnicity: ethnicities.find((one) => one === draft.ethnicity) ?? null,
      }
    }
  }
}

/** One of two that are given together is there. */
function isHalf(
  about: GivenAbout,
  [rate, pressure]: readonly ReturnType<typeof enteredNumber>[],
  { series, numbers }: Draft,
): boolean {
  if (about === 'rest-work') return (rate === null) !== (pressure === null)
  return about === 'pre-bolus' && (series.length === 0) !== ((numbers.doseRatio ?? '').trim() === '')
}
