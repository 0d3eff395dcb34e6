/**
 * Where a number lies among the healthy: the band holds 95 % of them. A band of a source that nobody verified is drawn
 * open and its number is never coloured: it decides nothing.
 */
import styles from './RangeBar.module.css'

export interface RangeBarProps {
  /** standard deviations from the middle of the range */
  readonly z: number
  readonly verified: boolean
  /** whole sentence: number, limits, people, source */
  readonly title: string
}

/** standard deviations to either side that the bar shows; what is further out stands at its end */
const reach = 4.5
const band = 1.96

const share = (z: number): number => (100 * (Math.min(Math.max(z, -reach), reach) + reach)) / (2 * reach)

export function RangeBar({ z, verified, title }: RangeBarProps) {
  const outside = Math.abs(z) > band
  return (
    <span
      className={styles.bar}
      role="img"
      aria-label={title}
      title={title}
      data-unverified={verified ? undefined : true}
      data-outside={outside || undefined}
    >
      <i className={styles.track} />
      <i className={styles.band} style={{ left: `${share(-band)}%`, right: `${100 - share(band)}%` }} />
      <i className={styles.dot} style={{ left: `${share(z)}%` }} />
    </span>
  )
}
