/** The projects of the registry and of this library, with how much of each is here. */
import type { ProjectView } from '#contract/views.ts'
import { sentenceOf } from '../client/sentences.ts'
import { openDialog } from '../dialogs/open.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './Projects.module.css'

export function Projects({
  projects,
  error,
  loading,
  chosen,
  onChoose,
}: {
  readonly projects: readonly ProjectView[]
  readonly error: unknown
  readonly loading: boolean
  readonly chosen: string | undefined
  readonly onChoose: (project: string) => void
}) {
  const { projects: texts } = useTexts().worklist
  return (
    <nav className={styles.projects} aria-label={texts.title}>
      <h2>{texts.title}</h2>
      {error ? <p className={styles.note}>{sentenceOf(error).what}</p> : null}
      {!loading && !error && projects.length === 0 && (
        <p className={styles.note}>
          {texts.none}{' '}
          <button type="button" onClick={() => openDialog('sign-in')}>
            {texts.signIn}
          </button>{' '}
          <button type="button" onClick={() => openDialog('import')}>
            {texts.import}
          </button>
        </p>
      )}
      <ul>
        {projects.map((project) => (
          <li key={project.id}>
            <button
              type="button"
              className={styles.project}
              aria-current={project.id === chosen}
              onClick={() => onChoose(project.id)}
            >
              <b>{project.title}</b>
              <span className={styles.id}>{project.id !== project.title && project.id}</span>
              <span className={styles.here}>{texts.here(project.downloaded, project.studies)}</span>
              <i className={styles.bar} aria-hidden="true">
                <i style={{ width: `${(100 * project.downloaded) / Math.max(project.studies, 1)}%` }} />
              </i>
            </button>
          </li>
        ))}
      </ul>
    </nav>
  )
}
