/** Values that can be entered for a panel, folded away while its numbers need none of them. */
import type { ReactNode } from 'react'
import { useTexts } from '../../texts/texts.ts'
import styles from './GivenForm.module.css'

export function GivenSection({ open, children }: { readonly open?: boolean; readonly children: ReactNode }) {
  return (
    <details className={styles.section} open={open}>
      <summary>{useTexts().given.title}</summary>
      {children}
    </details>
  )
}
