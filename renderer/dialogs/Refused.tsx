import { sentenceOf } from '../client/sentences.ts'
import styles from './Refused.module.css'

/** A refusal where it happened: what, and what to do. */
export function Refused({ error }: { readonly error: unknown }) {
  const { what, todo } = sentenceOf(error)
  return (
    <p className={styles.refused} role="alert">
      <b>{what}</b> {todo}
    </p>
  )
}
