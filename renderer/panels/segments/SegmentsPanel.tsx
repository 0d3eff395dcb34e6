/** Seventeen segments scored for motion, perfusion and scar in one sheet, with what was measured in each beside it. */
import { type KeyboardEvent, useState } from 'react'
import type { ScoreScale } from '#analysis/segments/scores.ts'
import { useAnalysis } from '../../analyses/analyses.ts'
import { BullsEye, type SegmentCell } from '../../charts/BullsEye.tsx'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { GradeLegend } from '../../charts/ColourScale.tsx'
import { colourAt, type Rgb } from '../../charts/colours.ts'
import { useSession } from '../../client/session.ts'
import { KeyHint } from '../../keys/Keys.tsx'
import { runCommand } from '../../keys/registry.ts'
import { lockOf, useReading, useRoom } from '../../reading/room.ts'
import { appendTo } from '../../reading/saving-to-main.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { AnalysisFrame } from '../AnalysisFrame.tsx'
import { Choice } from '../Choice.tsx'
import { find, foundPart } from '../numbers/found.ts'
import { Numeral } from '../numbers/Numeral.tsx'
import { nameOf, segmentText } from '../numbers/words.ts'
import figure from '../SegmentFigure.module.css'
import { MeasuredHere } from './MeasuredHere.tsx'
import { ScoreSheet } from './ScoreSheet.tsx'
import { SegmentComments } from './SegmentComments.tsx'
import styles from './SegmentsPanel.module.css'
import {
  gradeOfKey,
  gradesOn,
  type Question,
  questions,
  scaleFor,
  scalesOf,
  scored,
  signOf,
} from './scoring.ts'
import { useSegmentsLook } from './segments-store.ts'

const ungraded = 0.5

function gradeColour(scale: ScoreScale, grade: string): Rgb {
  const place = scale.grades.findIndex(({ name }) => name === grade)
  if (place < 0) return colourAt('cividis', ungraded)
  // normal is quiet, the worst is bright
  return colourAt('magma', place / Math.max(1, scale.grades.length - 1))
}

export function SegmentsPanel() {
  const all = useTexts()
  const { panels } = all
  const texts = panels.segments
  const { reading } = useRoom()
  const adjudicates = useSession(({ reader }) => reader?.role === 'adjudicator')
  const state = useReading(({ state }) => state)
  const { question, segment } = useSegmentsLook()
  const setQuestion = (next: Question): void => useSegmentsLook.setState({ question: next })
  const setSegment = (next: number): void => useSegmentsLook.setState({ segment: next })
  const scores = state.choices.scores ?? []
  const fitting = scaleFor(question, state.protocol, scores)
  const [chosenScale, setChosenScale] = useState<string>()
  const scale = fitting.fixed
    ? fitting.scale
    : (scalesOf(question).find(({ name }) => name === chosenScale) ?? fitting.scale)
  const grades = gradesOn(scale, scores)
  const locked = lockOf(state)
  const gradeText = (grade: string): string => texts.grades[grade] ?? grade
  const scaleText = (name: string): string => texts.scales[name] ?? name
  const give = (changes: ReadonlyMap<number, string | null>): void => {
    appendTo(reading, scored(scale, grades, changes))
  }
  const onKey = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || locked !== undefined) return
    const held = event.target instanceof Element ? event.target.closest('[data-segment]') : null
    const on = held === null ? segment : Number(held.getAttribute('data-segment'))
    const grade = gradeOfKey(scale, event.key)
    if (grade === undefined) return
    event.preventDefault()
    event.stopPropagation()
    setSegment(on)
    give(new Map([[on, grade]]))
  }
  const cells = new Map(
    [...grades].map(([one, grade]): [number, SegmentCell] => [
      one,
      grade === scale.notAssessable
        ? { why: gradeText(grade) }
        : { text: signOf(scale, grade), colour: gradeColour(scale, grade), title: gradeText(grade) },
    ]),
  )
  const title = texts.sheet(texts.about[question])
  return (
    <>
      {adjudicates && (
        <button
          type="button"
          className={`${controls.button} ${styles.adjudicate}`}
          onClick={() => runCommand('adjudicate')}
        >
          {all.adjudication.title} <KeyHint command="adjudicate" />
        </button>
      )}
      <Choice
        label={texts.title}
        options={questions}
        name={(one) => texts.about[one]}
        chosen={question}
        onChoose={setQuestion}
      />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: takes the digits of the segments inside */}
      <div data-sheet onKeyDown={onKey}>
        <ChartFrame
          title={title}
          aside={<span className={styles.count}>{texts.scored(grades.size, 17)}</span>}
        >
          <div className={figure.beside}>
            <BullsEye
              name={title}
              cells={cells}
              missing={texts.notScored}
              selected={segment}
              onSelect={setSegment}
              segmentName={(shape) => segmentText(panels, shape)}
            />
            <div className={`${figure.words} ${styles.words}`}>
              <GradeLegend
                grades={scale.grades.map(({ name, score }) => ({
                  name: score === undefined ? gradeText(name) : `${score} ${gradeText(name)}`,
                  colour: gradeColour(scale, name),
                }))}
              />
              {fitting.fixed || scalesOf(question).length < 2 ? (
                <p title={texts.scale}>
                  {scaleText(scale.name)} {fitting.fixed && texts.fixed}
                </p>
              ) : (
                <Choice
                  label={texts.scale}
                  options={scalesOf(question).map(({ name }) => name)}
                  name={scaleText}
                  chosen={scale.name}
                  onChoose={setChosenScale}
                />
              )}
              {question === 'wall-motion' && <MotionIndex />}
            </div>
          </div>
          <p className={styles.keys}>{locked ?? texts.keys}</p>
        </ChartFrame>
        <ScoreSheet
          scale={scale}
          grades={grades}
          segment={segment}
          locked={locked !== undefined}
          onSegment={setSegment}
          onGrades={give}
        />
      </div>
      <MeasuredHere segment={segment} />
      <SegmentComments segment={segment} locked={locked !== undefined} />
    </>
  )
}

/** The index as main computes it from the sheet. */
function MotionIndex() {
  const words = useTexts()
  const analysis = useAnalysis('scores')
  const found = foundPart(analysis.documents)
  if (!found) return null
  return (
    <AnalysisFrame analysis={analysis} title={nameOf(words, 'wall-score-index')}>
      <Numeral found={found} measurement={find(found, 'wall-score-index')} strong />
    </AnalysisFrame>
  )
}
