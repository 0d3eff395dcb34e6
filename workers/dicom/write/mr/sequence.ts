/** What the header says of the pulse sequence of each kind of picture. */
import type { ImageAttributes, PictureKind } from '#analysis/phantom/attributes.ts'
import type { Dataset } from '../part10.ts'

interface Sequence {
  readonly scanning: readonly string[]
  readonly variant: readonly string[]
  readonly name: string
  /** Hz per pixel */
  readonly bandwidth: number
}

const balanced = { scanning: ['GR'], variant: ['SS'], bandwidth: 930 }
const spoiled = { scanning: ['GR'], variant: ['SK', 'SP'], bandwidth: 500 }

export const sequences: Readonly<Record<PictureKind, Sequence>> = {
  scout: { ...balanced, name: 'cine_bssfp' },
  cine: { ...balanced, name: 'cine_bssfp' },
  'late-enhancement': { scanning: ['GR', 'IR'], variant: ['SK', 'SP', 'MP'], bandwidth: 300, name: 'ir_gre' },
  perfusion: { scanning: ['GR'], variant: ['SK', 'SP', 'MP'], bandwidth: 650, name: 'sr_gre' },
  molli: { scanning: ['GR', 'IR'], variant: ['SK', 'SS', 'MP'], bandwidth: 1085, name: 'ir_bssfp' },
  't2-preparation': { scanning: ['GR'], variant: ['SK', 'SS', 'MP'], bandwidth: 1085, name: 't2p_bssfp' },
  'multi-echo': { ...spoiled, name: 'gre_me' },
  flow: { ...spoiled, name: 'pc_gre' },
  map: { scanning: ['GR'], variant: ['SK', 'SS', 'MP'], bandwidth: 1085, name: 'map' },
}

/** Window centre and width, in modality values: where a reader sees what the picture is for. */
export function windowOf({ kind, component, map, venc, velocityScale = 1 }: ImageAttributes): Dataset {
  const window = (WindowCenter: number, WindowWidth: number): Dataset => ({ WindowCenter, WindowWidth })
  if (map !== undefined) return map === 't1' ? window(1000, 1600) : window(50, 80)
  if (component === 'phase') return window(0, 2 * (venc ?? 150) * velocityScale)
  if (component === 'real') return window(450, 1600)
  switch (kind) {
    case 'late-enhancement':
      return window(550, 1150)
    case 'perfusion':
      return window(750, 1500)
    case 'molli':
    case 't2-preparation':
      return window(600, 1200)
    case 'multi-echo':
      return window(550, 1100)
    case 'flow':
      return window(500, 1000)
    default:
      // blood is bright and myocardium dark
      return window(700, 1400)
  }
}
