/** In which layer of the wall of each segment the enhancement lies. */
import type { ReactNode } from 'react'
import { type ScarPattern, scarPatterns } from '#analysis/scar/pattern.ts'
import { BullsEye, type SegmentCell } from '../../charts/BullsEye.tsx'
import { ChartFrame } from '../../charts/ChartFrame.tsx'
import { GradeLegend } from '../../charts/ColourScale.tsx'
import { colourAt, type Rgb } from '../../charts/colours.ts'
import { useTexts } from '../../texts/texts.ts'
import { segmentText } from '../numbers/words.ts'
import styles from '../SegmentFigure.module.css'

const colourOf = (pattern: ScarPattern): Rgb =>
  pattern === 'none'
    ? colourAt('cividis', 0.15)
    : colourAt('magma', 0.25 + (0.75 * scarPatterns.indexOf(pattern)) / (scarPatterns.length - 1))

export function PatternFigure({
  method,
  patterns,
  selected,
  onSelect,
  children,
}: {
  readonly method: string
  readonly patterns: readonly {
    readonly method: string
    readonly segment: number
    readonly pattern: string
  }[]
  readonly selected: number | undefined
  readonly onSelect: (segment: number | undefined) => void
  readonly children: ReactNode
}) {
  const { panels } = useTexts()
  const texts = panels.scar
  const cells = new Map(
    patterns.flatMap((one): [number, SegmentCell][] => {
      const pattern = scarPatterns.find((known) => known === one.pattern)
      if (one.method !== method || pattern === undefined) return []
      return [
        [
          one.segment,
          { text: texts.patternSigns[pattern], colour: colourOf(pattern), title: texts.patterns[pattern] },
        ],
      ]
    }),
  )
  return (
    <ChartFrame title={texts.patternOf(method)}>
      <div className={styles.beside}>
        <BullsEye
          name={texts.patternOf(method)}
          cells={cells}
          missing={texts.noSegment}
          selected={selected}
          onSelect={(segment) => onSelect(segment === selected ? undefined : segment)}
          segmentName={(shape) => segmentText(panels, shape)}
        />
        <div className={styles.words}>
          <GradeLegend
            grades={scarPatterns.map((pattern) => ({
              name: texts.patterns[pattern],
              colour: colourOf(pattern),
            }))}
          />
          {children}
        </div>
      </div>
    </ChartFrame>
  )
}
