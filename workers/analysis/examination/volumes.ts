/** The chambers of an examination. No image is needed: volumes come from what was drawn. */
import { imageKeyText } from '../protocol/facts.ts'
import { shortAxisOf } from '../protocol/short-axis.ts'
import { say } from '../sentences/say.ts'
import { measured, type Outcome, unmeasured } from '../units/outcome.ts'
import { type EmptyMarks, placesIn } from '../volumes/grid.ts'
import { chamberVolumes, type Volumes, type VolumesOptions } from '../volumes/volumes.ts'
import { longAxisStacks } from './axis.ts'
import type { Examination } from './examination.ts'

/**
 * @returns unmeasured 'no-images' without a short-axis cine, 'no-contours' when nothing is drawn on any cine
 */
export function volumesOf(examination: Examination, options: Partial<VolumesOptions> = {}): Outcome<Volumes> {
  const stack = shortAxisOf(examination.stacks)
  if (stack === undefined) return unmeasured('no-images', say('common/no-short-axis-cine'))
  const views = longAxisStacks(examination)
  const onCines = new Set([stack, ...Object.values(views)].flatMap((cine) => [...placesIn(cine).keys()]))
  const contours = examination.contours.filter(({ image }) => onCines.has(imageKeyText(image)))
  if (contours.length === 0) return unmeasured('no-contours', say('study/no-cine-contoured'))
  const { base, papillaries, phases, bodySizes, landmarks } = examination
  return measured(
    chamberVolumes(
      {
        stack,
        views,
        contours,
        landmarks,
        bodySizes,
        empty: { lv: marksOf(examination, 'lv'), rv: marksOf(examination, 'rv') },
      },
      { base, papillaries, chosen: { lv: phases, rv: {} }, ...options },
    ),
  )
}

const marksOf = ({ empty }: Examination, chamber: 'lv' | 'rv'): EmptyMarks =>
  new Map(
    empty
      .filter((mark) => mark.chamber === chamber)
      .map(({ image, assumed }) => [imageKeyText(image), { assumed }]),
  )

/** ED and ES of the left ventricle by the reader, or as its volumes say; undefined where neither does. */
export function leftPhases(
  examination: Examination,
  volumes: Outcome<Volumes>,
): { readonly ed: number | undefined; readonly es: number | undefined } {
  const { phases } = examination
  if (!volumes.measured) return { ed: phases.ed, es: phases.es }
  const { ed, es } = volumes.value.left
  return {
    ed: phases.ed ?? (ed.measured ? ed.value : undefined),
    es: phases.es ?? (es.measured ? es.value : undefined),
  }
}
