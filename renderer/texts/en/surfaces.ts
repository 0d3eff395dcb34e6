import type { SurfacePart } from '#analysis/surfaces/surface.ts'
import type { PlaneLook, SurfaceColour } from '../../surfaces/look.ts'
import type { Standpoint } from '../../surfaces/sight.ts'

export const surfaces = {
  title: 'Ventricles in 3D',
  opening: 'The ventricles are being opened',
  label: (colour: string) => `Ventricles in 3D, ${colour}. Arrow keys with Alt and Shift turn them.`,
  controls: 'What is shown in 3D',
  colour: 'Colour by',
  colours: {
    none: 'none',
    thickness: 'thickness',
    thickening: 'thickening',
    ecc: 'circ. strain',
    err: 'radial strain',
    ell: 'long. strain',
    scar: 'scar',
  } satisfies Record<SurfaceColour, string>,
  /** of the scale */
  quantities: {
    none: '',
    thickness: 'Wall thickness',
    thickening: 'Wall thickening since ED',
    ecc: 'Circumferential strain by segment',
    err: 'Radial strain by segment',
    ell: 'Longitudinal strain by segment',
    scar: 'Late enhancement, share of the wall',
  } satisfies Record<SurfaceColour, string>,
  show: 'Show',
  parts: {
    'lv-endocardial': 'LV cavity',
    'lv-epicardial': 'LV epicardium',
    'rv-endocardial': 'RV cavity',
  } satisfies Record<SurfacePart, string>,
  planes: 'Planes',
  planeLooks: { one: 'one', all: 'all', frames: 'frames', none: 'none' } satisfies Record<PlaneLook, string>,
  from: 'Look from',
  standpoints: {
    anterior: 'anterior',
    lateral: 'lateral',
    inferior: 'inferior',
    septum: 'septum',
    apex: 'apex',
    base: 'base',
  } satisfies Record<Standpoint, string>,
  whole: 'Whole heart again',
  picture: 'Keep this picture as PNG',
  pictureName: (quantity: string, phase: number) => `ventricles ${quantity} phase ${phase}`,
  unknown: 'no number',
  between: (from: number, to: number) => `not drawn here: moves from phase ${from} to phase ${to}`,
  still: (phase: number) => `not drawn here: stands as at phase ${phase}`,
  bridged: (slices: readonly number[]) =>
    slices.length === 1 ? `slice ${slices[0]} is bridged` : `slices ${slices.join(', ')} are bridged`,
  making: (done: number, total: number) => `Surfaces: ${done} of ${total}`,
  makingWalls: (done: number, total: number) => `Wall thickness: ${done} of ${total} slices`,
  cancel: 'Cancel',
  cancelled: 'Not all phases were made.',
  again: 'Go on',
  segment: (number: number, name: string) => `segment ${number}, ${name}`,
  noWebGl: {
    what: 'This browser draws nothing in 3D: it gives no WebGL 2.',
    todo: 'Everything else works without. In the settings of the browser, hardware acceleration or software WebGL can be allowed.',
  },
  nothing: {
    what: 'No surface yet: nothing is drawn on two neighbouring slices.',
    todo: 'Draw the LV endocardium on the short axis; propagation carries it through the beat.',
    draw: 'Draw the LV endocardium',
  },
  without: (part: string, why: string) => `${part}: ${why}`,
  needs: {
    epicardium: 'Thickness needs both LV borders on a slice.',
    reference: 'Thickening is counted from ED: no LV border is drawn there.',
    compute: (name: string) => `${name} is not computed yet.`,
    working: (name: string, share: number | undefined) =>
      share === undefined ? `${name} is being computed` : `${name}: ${Math.round(100 * share)} %`,
    elsewhere: 'Nothing of this number lies on this surface.',
    go: 'Compute',
    analyses: { segments: 'Segments', strain: 'Strain', scar: 'Late enhancement' },
    refused: (name: string, why: string) => `${name}: ${why}`,
  },
}
