/** What a number of an analysis, or what stands beside one, rests on: method, images and contours to go to, options, author. */
import type { ReactNode } from 'react'
import type { Contour } from '#analysis/contours/contour.ts'
import { imageKeyText } from '#analysis/protocol/facts.ts'
import type { Stack } from '#analysis/protocol/stack.ts'
import { panelBasis, restsOn } from '#analysis/reading/dependence.ts'
import { examinationOf, givenOf } from '#analysis/reading/examined.ts'
import { recordName } from '#analysis/reading/record-name.ts'
import { authorTexts } from '../../reading/explanation.ts'
import { findStack, goToSlice } from '../../reading/place.ts'
import { useReading, useRoom } from '../../reading/room.ts'
import { useSeriesName } from '../../reading/series-name.ts'
import { dateTimeIn } from '../../texts/formats.ts'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import styles from '../Explanation.module.css'
import type { Found } from './found.ts'
import { optionLines } from './option-lines.ts'
import { bordersOf, type PlaceOfImages, placesOf } from './rests-on.ts'

export interface GroundsProps {
  readonly found: Found
  readonly method: string
  readonly version: string
  readonly warnings: readonly string[]
  /** keys of the images that it was read from, where that is less than the whole analysis */
  readonly on?: ReadonlySet<string> | undefined
  /** of the contours there only those of this one, as 'lv' */
  readonly chamber?: string | undefined
}

export function Grounds({ found, method, version, warnings, on, chamber }: GroundsProps) {
  const words = useTexts()
  const texts = words.panels.explanation
  const record = recordName(found.analysis, found.part)
  const recorded = useReading(({ state }) => state.analyses.get(record))
  const options = optionLines(words, found)
  const counts = ({ border, image }: Contour): boolean =>
    (on?.has(imageKeyText(image)) ?? true) && (chamber === undefined || border.startsWith(`${chamber}-`))
  return (
    <>
      <Fact name={texts.method}>
        <span title={method}>{texts.version(words.methods.name(method), version)}</span>
      </Fact>
      <Fact name={texts.images}>
        <Images images={on ? imagesAmong(on) : recorded && new Set(Object.keys(recorded.images))} />
      </Fact>
      <Fact name={texts.contours}>
        <Contours record={record} analysis={found.analysis} counts={counts} />
      </Fact>
      <Fact name={texts.options}>
        <details>
          <summary>{options.length}</summary>
          {options.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </details>
      </Fact>
      {warnings.length > 0 && (
        <Fact name={texts.warnings}>
          <span className={styles.warning}>{warnings.map(saidText).join('; ')}</span>
        </Fact>
      )}
      {recorded ? (
        <Fact name={texts.by}>
          {texts.author(recorded.revision.author, dateTimeIn(recorded.revision.at))}
        </Fact>
      ) : (
        on && <Authors counts={counts} />
      )}
    </>
  )
}

/** Whether it is in the log of the read, and of the read as it is. */
export function Standing({ found }: { readonly found: Found }) {
  const { explanation: texts } = useTexts().panels
  const recorded = useReading(({ state }) => state.analyses.get(recordName(found.analysis, found.part)))
  const changed = useReading(({ state }) => state.changed)
  const standing =
    recorded === undefined ? texts.preview : recorded.revision.seq < changed ? texts.stale : texts.recorded
  return <Fact name={texts.state}>{standing}</Fact>
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}

/** Slices to go to, by series. */
function Images({ images }: { readonly images: ReadonlySet<string> | undefined }) {
  const { explanation: texts } = useTexts().panels
  const { opened, place, playhead } = useRoom()
  const nameOfSeries = useSeriesName()
  if (!images) return <>{texts.none}</>
  const go = (stack: Stack, { slice, phase }: PlaceOfImages): void => {
    findStack(place, stack)
    goToSlice(place, stack, slice)
    playhead.showPhase(phase, stack)
  }
  return (
    <>
      {placesOf(opened.stacks, images).map(({ stack, places }) => (
        <p key={stack.id} className={styles.places}>
          {nameOfSeries(stack)}
          {places.map((one) => (
            <button
              key={one.slice}
              type="button"
              title={texts.imagesOn(one.images)}
              aria-label={`${nameOfSeries(stack)}, ${texts.slice(one.slice + 1)}`}
              onClick={() => go(stack, one)}
            >
              {one.slice + 1}
            </button>
          ))}
        </p>
      ))}
    </>
  )
}

function Contours({
  record,
  analysis,
  counts,
}: {
  readonly record: string
  readonly analysis: string
  readonly counts: (contour: Contour) => boolean
}) {
  const { panels, contouring } = useTexts()
  const { opened } = useRoom()
  const state = useReading((now) => now.state)
  const phases = useReading(({ numbers }) => numbers.phases)
  const given = givenOf(state.choices.given, {}, {})
  const examination = examinationOf(state, { stacks: opened.stacks, sizes: {} }, given)
  const basis = restsOn(record === analysis ? panelBasis(analysis) : record, { ...examination, phases })
  const borders = bordersOf(basis.contours.filter(counts))
  if (borders.length === 0) return <>{panels.explanation.none}</>
  return (
    <>
      {borders
        .map(({ border, contours, computed }) =>
          panels.explanation.contoursOf(contouring.borders[border], contours, computed),
        )
        .join(', ')}
    </>
  )
}

/** Of what is drawn there: no analysis of the read says whose it is. */
function Authors({ counts }: { readonly counts: (contour: Contour) => boolean }) {
  const { explanation: texts } = useTexts().panels
  const contours = useReading(({ state }) => state.contours)
  const by = authorTexts([...contours.values()].filter(({ contour }) => counts(contour)))
  return by.length === 0 ? null : <Fact name={texts.by}>{by.join('; ')}</Fact>
}

/** SOP Instance UIDs of keys of images. */
const imagesAmong = (keys: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...keys].map((key) => key.split('/', 1)[0] ?? key))
