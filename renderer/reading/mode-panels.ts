/** What each mode but function shows, beside the images and in their place. */
import type { ComponentType } from 'react'
import { FlowLayer } from '../panels/flow/FlowLayer.tsx'
import { FlowPanel } from '../panels/flow/FlowPanel.tsx'
import { MapLayer } from '../panels/mapping/MapLayer.tsx'
import { MappingPanel } from '../panels/mapping/MappingPanel.tsx'
import { PerfusionLayer } from '../panels/perfusion/PerfusionLayer.tsx'
import { PerfusionPanel } from '../panels/perfusion/PerfusionPanel.tsx'
import { ReportPanel } from '../panels/report/ReportPanel.tsx'
import { ReportPreview } from '../panels/report/ReportPreview.tsx'
import { ScarLayer } from '../panels/scar/ScarLayer.tsx'
import { ScarPanel } from '../panels/scar/ScarPanel.tsx'
import { SegmentsPanel } from '../panels/segments/SegmentsPanel.tsx'
import { StrainLayer } from '../panels/strain/StrainLayer.tsx'
import { StrainPanel } from '../panels/strain/StrainPanel.tsx'
import type { Mode } from './modes.ts'

export interface ModePanel {
  /** the right column; it takes what it needs by `useRoom`, `useReading` and `usePlace` */
  readonly Panel: ComponentType
  /** stands where the images are: the preview of a report */
  readonly Main?: ComponentType
  /** drawn over every image of this study, inside its viewport: what the analysis found there */
  readonly Layer?: ComponentType
}

export const modePanels: Readonly<Record<Exclude<Mode, 'function'>, ModePanel>> = {
  strain: { Panel: StrainPanel, Layer: StrainLayer },
  scar: { Panel: ScarPanel, Layer: ScarLayer },
  perfusion: { Panel: PerfusionPanel, Layer: PerfusionLayer },
  mapping: { Panel: MappingPanel, Layer: MapLayer },
  flow: { Panel: FlowPanel, Layer: FlowLayer },
  segments: { Panel: SegmentsPanel },
  report: { Panel: ReportPanel, Main: ReportPreview },
}
