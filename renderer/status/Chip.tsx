import type { ComponentPropsWithoutRef, ReactNode } from 'react'
import styles from './Chip.module.css'

export type Tone = 'plain' | 'good' | 'attention' | 'bad' | 'accent'

/** A small pill that says a state; a button when it can be pressed. */
export function Chip({
  tone = 'plain',
  dot = false,
  children,
  onClick,
  ...rest
}: {
  readonly tone?: Tone
  readonly dot?: boolean
  readonly children: ReactNode
  readonly onClick?: () => void
} & Omit<ComponentPropsWithoutRef<'button'>, 'onClick' | 'type' | 'className'>) {
  const content = (
    <>
      {dot && <i className={styles.dot} aria-hidden="true" />}
      {children}
    </>
  )
  return onClick ? (
    <button {...rest} type="button" className={styles.chip} data-tone={tone} onClick={onClick}>
      {content}
    </button>
  ) : (
    <span className={styles.chip} data-tone={tone} title={rest.title}>
      {content}
    </span>
  )
}
