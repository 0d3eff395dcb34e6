/**
 * Which way an image lies: letters of the patient's sides at its edges, and a mark where it is not as the scanner
 * gave it. The mark stays when everything else is hidden.
 */
import { Layers2 } from 'lucide-react'
import type { ImagePlane } from '#analysis/geometry/plane.ts'
import { useStore } from '../cine/store.ts'
import { useTexts } from '../texts/texts.ts'
import type { ImageView } from '../viewport/image-view.ts'
import { edgeLetters, sameOrientation, upright } from '../viewport/orientation.ts'
import { LookWords } from './LookMark.tsx'
import styles from './Marks.module.css'

export interface MarksProps {
  readonly view: ImageView
  /** of the image on the screen */
  readonly plane: ImagePlane | undefined
  readonly lettersShown: boolean
  /** in the corners stand lines that may reach the middle; else a name and a phase */
  readonly lined: boolean
  /** overlays that the file carries, and whether they are drawn */
  readonly planes: { readonly count: number; readonly shown: boolean }
}

const edges = ['left', 'right', 'top', 'bottom'] as const

export function Marks({ view, plane, lettersShown, lined, planes }: MarksProps) {
  const texts = useTexts().display
  const orientation = useStore(view, (now) => now.orientation)
  const inverted = useStore(view, (now) => now.inverted)
  const letters = plane && edgeLetters(plane, orientation)
  const turned = !sameOrientation(orientation, upright)
  return (
    <div className={styles.frame} data-lined={lined || undefined}>
      {lettersShown &&
        letters &&
        edges.map((edge) => (
          <span
            key={edge}
            className={`${styles.letter} ${styles[edge]}`}
            aria-label={texts.edge(texts.edges[edge], letters[edge])}
            role="img"
          >
            {letters[edge]}
          </span>
        ))}
      {(turned || inverted || planes.count > 0) && (
        <div className={styles.mark} role="status">
          <LookWords orientation={orientation} inverted={inverted} />
          {planes.count > 0 && (
            <span data-quiet>
              <Layers2 size={12} aria-hidden />
              {texts.planes(planes.count, planes.shown)}
            </span>
          )}
        </div>
      )}
    </div>
  )
}
