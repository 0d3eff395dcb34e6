import { curveRows } from '../perfusion/curves.ts'
import { mapRows } from '../perfusion/maps.ts'
import { breathingRows } from '../perfusion/motion.ts'
import { pictureRows } from '../perfusion/pictures.ts'
import { studyRows } from '../perfusion/study.ts'
import type { TruthCases } from '../row.ts'

export const perfusion: TruthCases = () => [
  ...curveRows(),
  ...breathingRows(),
  ...pictureRows(),
  ...mapRows(),
  ...studyRows(),
]
