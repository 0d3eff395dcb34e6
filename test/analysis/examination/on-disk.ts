/** Files and contours of a study as an examination, without a library: what analyses are measured on. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { contoursFromFile } from '#analysis/contours/file.ts'
import type { Examination } from '#analysis/examination/examination.ts'
import { type FrameFacts, type ImageKey, type InstanceFacts, imageKeyText } from '#analysis/protocol/facts.ts'
import { sortIntoStacks } from '#analysis/protocol/sort.ts'
import type { ImageSource } from '#contract/analysis-jobs.ts'
import { contourFileSchema } from '#contract/contour-file.ts'
import { inspect } from '#dicom/inspect.ts'

export interface ExaminationOnDisk {
  readonly examination: Examination
  sources(images: readonly ImageKey[]): ImageSource[]
}

/**
 * @param folder   of DICOM files, at any depth
 * @param project  that the files are of
 */
export function examinationOnDisk(folder: string, contours: string, project: string): ExaminationOnDisk {
  const instances: InstanceFacts[] = []
  const places = new Map<string, Omit<ImageSource, 'frame'> & { readonly facts: FrameFacts }>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.dcm')) continue
    const file = join(folder, name)
    const inspection = inspect(readFileSync(file), { project: { protocolId: project } })
    if (inspection.kind !== 'image') throw new Error(`${name} is ${inspection.kind}`)
    const { facts, frames } = inspection
    instances.push(facts)
    for (const one of facts.frames) {
      if (!one.plane) continue
      const { sopInstanceUid, pixels } = facts
      places.set(imageKeyText({ sopInstanceUid, frame: one.frame }), {
        sopInstanceUid,
        file,
        frames: JSON.stringify(frames),
        pixels,
        plane: one.plane,
        rescaleSlope: one.rescaleSlope,
        rescaleIntercept: one.rescaleIntercept,
        facts: one,
      })
    }
  }
  const { stacks } = sortIntoStacks(instances)
  const drawn = contourFileSchema.parse(JSON.parse(readFileSync(contours, 'utf8')))
  const opened = contoursFromFile(drawn, drawn.study, stacks)
  if (opened.problems.length > 0) throw new Error(opened.problems.join('; '))
  return {
    examination: {
      stacks,
      contours: opened.contours,
      landmarks: opened.landmarks,
      empty: opened.empty.map((mark) => ({ ...mark, assumed: false })),
      phases: {
        ...(drawn.phases?.ed === undefined ? {} : { ed: drawn.phases.ed }),
        ...(drawn.phases?.es === undefined ? {} : { es: drawn.phases.es }),
      },
      papillaries: drawn.papillaries,
      base: 'reader-slices',
      bodySizes: {},
      haematocrit: { kind: 'sample', fraction: 0.42 },
    },
    sources: (images) =>
      images.map(({ sopInstanceUid, frame }): ImageSource => {
        const place = places.get(imageKeyText({ sopInstanceUid, frame }))
        if (!place) throw new Error(`no file holds ${sopInstanceUid}`)
        const { facts: _, ...source } = place
        return { ...source, frame }
      }),
  }
}
