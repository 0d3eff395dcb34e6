import { type Sentence, sentenceOf } from '../client/sentences.ts'
import styles from './Refused.module.css'

/** A refusal where it happened: what, and what to do. */
export const Refused = ({ error }: { readonly error: unknown }) => <Refusal {...sentenceOf(error)} />

export function Refusal({ what, todo }: Sentence) {
  return (
    <p className={styles.refused} role="alert">
      <b>{what}</b> {todo}
    </p>
  )
}
