import { sentenceOf } from '../client/sentences.ts'
import { openDialog } from '../dialogs/open.ts'
import { KeyHint } from '../keys/Keys.tsx'
import styles from './EmptyList.module.css'

/** A list without rows says why, and what to do. */
export function EmptyList({
  loading,
  error,
  noProject,
  filtered,
}: {
  readonly loading: boolean
  readonly error: unknown
  readonly noProject: boolean
  readonly filtered: boolean
}) {
  if (error) {
    const { what, todo } = sentenceOf(error)
    return <Say what={what} todo={todo} />
  }
  if (noProject)
    return (
      <div className={styles.empty}>
        <b>No study is here yet.</b>
        <p>Sign in to a registry to see what it shares with you, or import a folder of DICOM files.</p>
        <div className={styles.actions}>
          <button type="button" onClick={() => openDialog('sign-in')}>
            Sign in <KeyHint command="sign-in" />
          </button>
          <button type="button" onClick={() => openDialog('import')}>
            Import <KeyHint command="import" />
          </button>
        </div>
      </div>
    )
  if (loading) return <Say what="" todo="Asking the library…" />
  return filtered ? (
    <Say what="No study matches." todo="Escape clears the filter." />
  ) : (
    <Say
      what="This project has no study yet."
      todo="Ask the registry for news (r), or import a folder (i)."
    />
  )
}

const Say = ({ what, todo }: { readonly what: string; readonly todo: string }) => (
  <div className={styles.empty} role="status">
    {what && <b>{what}</b>}
    <p>{todo}</p>
  </div>
)
