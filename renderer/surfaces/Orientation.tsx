/** Where the patient's front, left and head are in the picture. */
import type { Vector3 } from '#analysis/geometry/plane.ts'
import type { Readable } from '../cine/store.ts'
import { useStore } from '../cine/store.ts'
import { type Camera, onPicture } from '../viewport/surfaces/camera.ts'
import styles from './SurfacesView.module.css'

/** LPS; an axis points where it has its letter, and its other end is faint */
const axes: readonly { readonly letters: readonly [string, string]; readonly direction: Vector3 }[] = [
  { letters: ['L', 'R'], direction: [1, 0, 0] },
  { letters: ['P', 'A'], direction: [0, 1, 0] },
  { letters: ['H', 'F'], direction: [0, 0, 1] },
]
const arm = 26
const letterAt = 35
const half = 44

export function Orientation({ camera }: { readonly camera: Readable<Camera | undefined> }) {
  const now = useStore(camera)
  if (!now) return null
  const ends = axes
    .flatMap(({ letters: [there, back], direction }) => [
      { letter: there, at: onPicture(now, direction) },
      { letter: back, at: onPicture(now, [-direction[0], -direction[1], -direction[2]]) },
    ])
    // the nearest is drawn last
    .sort((a, b) => a.at[2] - b.at[2])
  const named = ends.map(({ letter, at }) => ({ letter, at, faint: at[2] < -0.05 }))
  return (
    <svg
      className={styles.orientation}
      viewBox={`${-half} ${-half} ${2 * half} ${2 * half}`}
      role="img"
      aria-label={`${lettersAt(ends, 1)} / ${lettersAt(ends, 0)}`}
    >
      {named.map(({ letter, at: [x, y], faint }) => (
        <g key={letter} data-faint={faint || undefined}>
          <line x1={0} y1={0} x2={arm * x} y2={-arm * y} />
          <text x={letterAt * x} y={-letterAt * y}>
            {letter}
          </text>
        </g>
      ))}
    </svg>
  )
}

/** What lies uppermost, and what to the right. */
function lettersAt(ends: readonly { readonly letter: string; readonly at: Vector3 }[], axis: 0 | 1): string {
  return ends.reduce((best, end) => (end.at[axis] > best.at[axis] ? end : best)).letter
}
