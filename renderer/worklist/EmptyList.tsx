/** A list without rows says why, and what to do. */
import { CircleAlert, FolderOpen, Inbox, LoaderCircle, type LucideIcon, SearchX } from 'lucide-react'
import { sentenceOf } from '../client/sentences.ts'
import { openDialog } from '../dialogs/open.ts'
import type { CommandId } from '../keys/commands.ts'
import { KeyHint } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import styles from './EmptyList.module.css'

interface Way {
  readonly name: string
  readonly run: () => void
  readonly command?: CommandId
}

export function EmptyList({
  loading,
  error,
  noProject,
  filtered,
  onClear,
  onAgain,
  onNews,
  onImport,
}: {
  readonly loading: boolean
  readonly error: unknown
  readonly noProject: boolean
  readonly filtered: boolean
  readonly onClear: () => void
  readonly onAgain: () => void
  readonly onNews: () => void
  readonly onImport: () => void
}) {
  const { empty, projects, import: importName } = useTexts().worklist
  if (error)
    return (
      <Say
        icon={CircleAlert}
        tone="bad"
        {...sentenceOf(error)}
        ways={[{ name: empty.again, run: onAgain }]}
      />
    )
  if (noProject)
    return (
      <Say
        icon={FolderOpen}
        what={empty.noProject}
        todo={empty.noProjectTodo}
        ways={[
          { name: projects.signIn, command: 'sign-in', run: () => openDialog('sign-in') },
          { name: importName, command: 'import', run: onImport },
        ]}
      />
    )
  if (loading) return <Say icon={LoaderCircle} tone="busy" todo={empty.loading} />
  return filtered ? (
    <Say
      icon={SearchX}
      what={empty.noMatch}
      todo={empty.noMatchTodo}
      ways={[{ name: empty.clear, command: 'clear-filter', run: onClear }]}
    />
  ) : (
    <Say
      icon={Inbox}
      what={empty.noStudy}
      todo={empty.noStudyTodo}
      ways={[
        { name: empty.refresh, command: 'refresh', run: onNews },
        { name: importName, command: 'import', run: onImport },
      ]}
    />
  )
}

function Say({
  icon: Icon,
  tone = 'plain',
  what,
  todo,
  ways = [],
}: {
  readonly icon: LucideIcon
  readonly tone?: 'plain' | 'busy' | 'bad'
  readonly what?: string
  readonly todo: string
  readonly ways?: readonly Way[]
}) {
  return (
    <div className={styles.empty} data-tone={tone} role={tone === 'bad' ? 'alert' : 'status'}>
      <Icon size={26} strokeWidth={1.4} aria-hidden />
      {what && <b>{what}</b>}
      <p>{todo}</p>
      {ways.length > 0 && (
        <div className={styles.actions}>
          {ways.map(({ name, run, command }) => (
            <button key={name} type="button" onClick={run}>
              {name} {command && <KeyHint command={command} />}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
