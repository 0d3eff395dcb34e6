import { germanSpeaker } from '#analysis/sentences/german/german.ts'
import type { Texts } from '../en/en.ts'
import { contouring } from './contouring.ts'
import { numbers } from './numbers.ts'
import { series } from './series.ts'

export const said: Texts['said'] = {
  sentence: germanSpeaker({
    ...numbers.reasons,
    ...contouring.borders,
    ...contouring.landmarks,
    ...series.roles,
  }),
}
