/** A drawing with its title and the ways to take it out: SVG and PNG. */
import { ImageDown } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { attempt } from '../status/notices.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './ChartFrame.module.css'
import { fileName, pngOf, save, svgText } from './picture.ts'

export interface ChartFrameProps {
  readonly title: string
  /** beside the title: what is chosen, as a control or as words */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

export function ChartFrame({ title, aside, children }: ChartFrameProps) {
  const texts = useTexts().panels.charts
  const frame = useRef<HTMLElement>(null)
  const take = (kind: 'svg' | 'png') => (): void =>
    attempt(async () => {
      const drawing = frame.current?.querySelector('svg[aria-label]')
      if (!(drawing instanceof SVGSVGElement)) throw new Error(texts.nothing)
      const background = getComputedStyle(drawing).getPropertyValue('--surface-card')
      const svg = svgText(drawing, { title, background })
      const blob = kind === 'svg' ? new Blob([svg], { type: 'image/svg+xml' }) : await pngOf(svg)
      save(blob, `${fileName(title)}.${kind}`)
    })
  return (
    <figure className={styles.frame} ref={frame} aria-label={title}>
      <figcaption>
        <b>{title}</b>
        {aside}
        <span className={styles.taking}>
          <ImageDown size={12} aria-hidden />
          <button type="button" aria-label={texts.saveAs(title, 'SVG')} onClick={take('svg')}>
            SVG
          </button>
          <button type="button" aria-label={texts.saveAs(title, 'PNG')} onClick={take('png')}>
            PNG
          </button>
        </span>
      </figcaption>
      {children}
    </figure>
  )
}
