/** What of the ventricles is shown in 3D, and by which numbers they are coloured. */
import { create } from 'zustand'
import type { SurfacePart } from '#analysis/surfaces/surface.ts'

export const surfaceColours = ['none', 'thickness', 'thickening', 'ecc', 'err', 'ell', 'scar'] as const
export type SurfaceColour = (typeof surfaceColours)[number]

/** an image where the reader's keys are; on every plane; on none; no planes */
export const planeLooks = ['one', 'all', 'frames', 'none'] as const
export type PlaneLook = (typeof planeLooks)[number]

export interface SurfaceLook {
  readonly colour: SurfaceColour
  readonly parts: Readonly<Record<SurfacePart, boolean>>
  readonly planes: PlaneLook
}

/** What each mode asks of a wall; thickness where it asks nothing of its own. */
const firstColours: Readonly<Partial<Record<string, SurfaceColour>>> = { strain: 'ecc', scar: 'scar' }

interface SurfaceLookNow extends SurfaceLook {
  readonly mode: string
  /** by mode, where the reader left it */
  readonly left: Readonly<Partial<Record<string, SurfaceColour>>>
}

export const useSurfaceLook = create<SurfaceLookNow>(() => ({
  mode: 'function',
  left: {},
  colour: 'thickness',
  parts: { 'lv-endocardial': true, 'lv-epicardial': true, 'rv-endocardial': true },
  planes: 'one',
}))

/** Each mode has its colours: those that were chosen in it, else what it is about. */
export const lookIn = (mode: string): void =>
  useSurfaceLook.setState(({ mode: before, left, colour }) =>
    mode === before
      ? {}
      : {
          mode,
          left: { ...left, [before]: colour },
          colour: left[mode] ?? firstColours[mode] ?? 'thickness',
        },
  )

export const togglePart = (part: SurfacePart): void =>
  useSurfaceLook.setState(({ parts }) => ({ parts: { ...parts, [part]: !parts[part] } }))

const after = <T>(all: readonly T[], one: T): T => all[(all.indexOf(one) + 1) % all.length] ?? one

export const nextColour = (): void =>
  useSurfaceLook.setState(({ colour }) => ({ colour: after(surfaceColours, colour) }))

export const nextPlanes = (): void =>
  useSurfaceLook.setState(({ planes }) => ({ planes: after(planeLooks, planes) }))
