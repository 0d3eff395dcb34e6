/** Curves over the beat with what they can be changed to, the phase on the screen, and what each line is. */
import { ChartFrame } from '../charts/ChartFrame.tsx'
import { type Line, LineChart, LineLegend, type Mark } from '../charts/LineChart.tsx'
import { Choice } from './Choice.tsx'
import { type BeatAxis, NowOnCurve, useShowTime } from './TimeLine.tsx'

export interface CurveFigureProps<T extends string> {
  readonly title: string
  readonly unit: string
  readonly lines: readonly Line[]
  /** ms */
  readonly until: number
  /** what is played along it; none where the images have no times */
  readonly axis: BeatAxis | undefined
  readonly options: readonly T[]
  readonly name: (option: T) => string
  readonly chosen: T
  readonly onChoose: (option: T) => void
  readonly marks?: readonly Mark[]
  readonly height?: number
  readonly legend: boolean
}

export function CurveFigure<T extends string>(props: CurveFigureProps<T>) {
  const { title, lines, axis, legend, options, name, chosen, onChoose, until, ...chart } = props
  const show = useShowTime(axis)
  return (
    <ChartFrame
      title={title}
      aside={<Choice label={title} options={options} name={name} chosen={chosen} onChoose={onChoose} />}
    >
      <LineChart
        name={title}
        lines={lines}
        until={until}
        timeUnit="ms"
        include={[0]}
        zero
        onTime={show}
        {...chart}
      >
        {(place) => axis && <NowOnCurve axis={axis} place={place} />}
      </LineChart>
      {legend && <LineLegend lines={lines} />}
    </ChartFrame>
  )
}
