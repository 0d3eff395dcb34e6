/** On the volume curve: when the ventricle empties and fills fastest. */
import { useReading } from '../../reading/room.ts'
import type { CurvePlace } from '../VolumeCurve.tsx'
import styles from './FillingMarks.module.css'

export function FillingMarks({ place }: { readonly place: CurvePlace }) {
  const filling = useReading(({ numbers }) => numbers.chambers?.filling.lv)
  if (!filling) return null
  const marks = [
    { name: 'PER', peak: filling.per },
    { name: 'PFR', peak: filling.pfr },
  ]
  return marks.map(({ name, peak }) => {
    if (!peak.measured) return null
    const x = place.x(peak.value.fromR)
    return (
      <g key={name} className={styles.mark}>
        <line x1={x} x2={x} y1={place.bottom - 8} y2={place.bottom} />
        <text x={x} y={place.bottom - 11} textAnchor="middle">
          {name}
        </text>
      </g>
    )
  })
}
