/**
 * What each mode shows, beside the images and in their place. A mode that is not here shows the numbers that the
 * log has of its analyses.
 */
import type { ComponentType } from 'react'
import { FlowPanel } from '../panels/flow/FlowPanel.tsx'
import { MappingPanel } from '../panels/mapping/MappingPanel.tsx'
import { PerfusionPanel } from '../panels/perfusion/PerfusionPanel.tsx'
import { ScarPanel } from '../panels/scar/ScarPanel.tsx'
import { SegmentsPanel } from '../panels/segments/SegmentsPanel.tsx'
import { StrainPanel } from '../panels/strain/StrainPanel.tsx'
import type { Mode } from './modes.ts'

export interface ModePanel {
  /** the right column; it takes what it needs by `useRoom`, `useReading` and `usePlace` */
  readonly Panel: ComponentType
  /** stands where the images are: the preview of a report */
  readonly Main?: ComponentType
}

export const modePanels: Partial<Readonly<Record<Exclude<Mode, 'function'>, ModePanel>>> = {
  strain: { Panel: StrainPanel },
  scar: { Panel: ScarPanel },
  perfusion: { Panel: PerfusionPanel },
  mapping: { Panel: MappingPanel },
  flow: { Panel: FlowPanel },
  segments: { Panel: SegmentsPanel },
}
