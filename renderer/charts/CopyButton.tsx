/** Copies a table as text, and says so. */
import { ClipboardCopy } from 'lucide-react'
import { attempt, notify } from '../status/notices.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './CopyButton.module.css'

/** @param text  made when it is pressed */
export function CopyButton({ name, text }: { readonly name: string; readonly text: () => string }) {
  const texts = useTexts().panels.charts
  const copy = (): void =>
    attempt(async () => {
      await navigator.clipboard.writeText(text())
      notify({ tone: 'plain', what: texts.copied(name) })
    })
  const title = texts.copy(name)
  return (
    <button className={styles.copy} type="button" aria-label={title} title={title} onClick={copy}>
      <ClipboardCopy size={12} aria-hidden />
    </button>
  )
}
