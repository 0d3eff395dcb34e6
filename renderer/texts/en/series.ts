import type { BodyPlane } from '#analysis/protocol/body-plane.ts'
import type { SeriesRole, StackComponent } from '#analysis/protocol/stack.ts'

/** What a comma sets apart may stand on a line of its own where room is short. */
const roles: Readonly<Record<SeriesRole, string>> = {
  'cine-sax': 'SAX cine',
  'cine-2ch': '2-chamber',
  'cine-3ch': '3-chamber',
  'cine-4ch': '4-chamber',
  'cine-lax': 'Long axis',
  'cine-lvot': 'LVOT',
  'cine-rvot': 'RVOT',
  'lge-sax': 'LGE SAX',
  'lge-2ch': 'LGE 2ch',
  'lge-3ch': 'LGE 3ch',
  'lge-4ch': 'LGE 4ch',
  'lge-lax': 'LGE LAX',
  'perfusion-stress': 'Perfusion, stress',
  'perfusion-rest': 'Perfusion, rest',
  perfusion: 'Perfusion, load open',
  't1-native-map': 'T1 map, native',
  't1-post-map': 'T1 map, post',
  't1-map': 'T1 map',
  't2-map': 'T2 map',
  't2star-map': 'T2* map',
  'ecv-map': 'ECV map',
  'molli-native': 'T1 images, native',
  'molli-post': 'T1 images, post',
  molli: 'T1 images',
  t2prep: 'T2 images',
  t2star: 'T2* images',
  'flow-magnitude': 'Flow, magnitude',
  'flow-phase': 'Flow, velocity',
  '4d-flow': '4D flow',
  tagging: 'Tagging',
  'black-blood': 'Black blood',
  'ti-scout': 'TI scout',
  realtime: 'Real time',
  derived: 'Derived',
  scout: 'Scout',
  other: 'Other',
}

const components: Readonly<Record<StackComponent, string>> = {
  magnitude: 'magnitude',
  phase: 'phase',
  real: 'real',
  imaginary: 'imaginary',
  psir: 'PSIR',
  velocity: 'velocity',
}

export const series = {
  roles,
  components,
  planes: { axial: 'axial', coronal: 'coronal', sagittal: 'sagittal' } as Readonly<Record<BodyPlane, string>>,
  registered: 'registered',
  numbered: (number: number) => `series ${number}`,
}
