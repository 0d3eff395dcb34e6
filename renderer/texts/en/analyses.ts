import type { BasisPart } from '#analysis/reading/dependence.ts'
import type { AnalysisName } from '#contract/analysis-documents/analyses.ts'

const where: Readonly<Record<AnalysisName, string>> = {
  volumes: 'the short-axis cine',
  segments: 'the short-axis cine at ED and ES',
  strain: 'the cines at end-diastole',
  scar: 'the late enhancement images',
  perfusion: 'one image of each perfusion slice',
  mapping: 'the maps or one of their raw images',
  flow: 'the vessel on the flow images',
  scores: 'the segments',
  ranges: 'the short-axis cine',
  inclusion: 'the short-axis cine',
}

const series: Readonly<Record<AnalysisName, string>> = {
  volumes: 'a short-axis cine',
  segments: 'a short-axis cine',
  strain: 'a cine of the left ventricle',
  scar: 'short-axis late enhancement',
  perfusion: 'first-pass perfusion',
  mapping: 'images for maps',
  flow: 'phase-contrast flow',
  scores: 'a short-axis cine',
  ranges: 'a short-axis cine',
  inclusion: 'a short-axis cine',
}

const parts: Readonly<Record<BasisPart, string>> = {
  images: 'the images',
  contours: 'contours',
  landmarks: 'landmarks',
  marks: 'marks of empty slices',
  phases: 'ED or ES',
  conventions: 'a convention',
  values: 'entered values',
}

export const analyses = {
  names: {
    volumes: 'Volumes',
    segments: 'Regional function',
    strain: 'Strain',
    scar: 'Scar',
    perfusion: 'Perfusion',
    mapping: 'Mapping',
    flow: 'Flow',
    scores: 'Wall motion score',
    ranges: 'Normal ranges',
    inclusion: 'Inclusion',
  } satisfies Record<AnalysisName, string>,
  /** as in 'contours and ED or ES changed since' */
  stale: (changed: readonly BasisPart[]): string =>
    `${changed.map((part) => parts[part]).join(' and ')} changed since`,
  unchecked: 'the read was changed since it was recorded',
  steps: {
    contour: (name: AnalysisName): string => `Contour ${where[name]}.`,
    landmarks: 'Mark the points that are missing.',
    phases: 'Set ED and ES, or contour both phases from base to apex.',
    haematocrit: 'Enter the haematocrit, or choose a formula.',
    bodySize: 'Enter height and weight.',
    series: (name: AnalysisName): string => `The study has no ${series[name].replace(/^an? /, '')}.`,
    person: 'Look at age and sex: the sources differ.',
  },
}
