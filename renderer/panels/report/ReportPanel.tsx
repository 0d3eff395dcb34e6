/** Beside the preview: whether it is signed, its language, and the report as a file. */

import type { ReportFormat } from '#contract/report-jobs.ts'
import type { CommandId } from '../../keys/commands.ts'
import { KeyHint, shortcutsOf } from '../../keys/Keys.tsx'
import { runCommand, useCommands } from '../../keys/registry.ts'
import { useReading } from '../../reading/room.ts'
import { saidText } from '../../texts/said.ts'
import { useTexts } from '../../texts/texts.ts'
import controls from '../../theme/controls.module.css'
import { Choice } from '../Choice.tsx'
import styles from './report.module.css'
import {
  keepReport,
  nextWanted,
  setWanted,
  useKeeping,
  useReport,
  useWanted,
  wantedLanguages,
} from './report.ts'

const files = [
  ['pdf', 'report-pdf'],
  ['html', 'report-html'],
] as const satisfies readonly (readonly [ReportFormat, CommandId])[]

export function ReportPanel() {
  const { report: texts, panels } = useTexts()
  const keeping = useKeeping((now) => now.keeping)
  const read = useReading(({ log }) => log.read)
  const language = useWanted((wanted) => wanted.language)
  const { data } = useReport()
  useCommands({
    'report-pdf': () => keepReport(read, 'pdf'),
    'report-html': () => keepReport(read, 'html'),
    'report-language': nextWanted,
  })
  return (
    <section className={styles.panel} aria-label={texts.title}>
      <h2>{texts.title}</h2>
      {data && (
        <p className={data.draft ? styles.draft : undefined}>{data.draft ? texts.draft : texts.signed}</p>
      )}
      <h3>{texts.language}</h3>
      <Choice
        label={texts.language}
        options={wantedLanguages}
        name={(one) => texts.languages[one]}
        chosen={language}
        onChoose={setWanted}
      />
      <h3>{texts.keep}</h3>
      <div className={styles.files}>
        {files.map(([format, command]) => (
          <button
            key={format}
            type="button"
            aria-keyshortcuts={shortcutsOf(command)}
            onClick={() => runCommand(command)}
          >
            {texts.formats[format]} <KeyHint command={command} />
          </button>
        ))}
      </div>
      {keeping && (
        <p role="status">
          <progress aria-label={texts.makingFile(texts.formats[keeping.format])} />{' '}
          {texts.makingFile(texts.formats[keeping.format])}{' '}
          <button className={controls.smallButton} type="button" onClick={keeping.stop}>
            {panels.state.cancel}
          </button>
        </p>
      )}
      {data && data.warnings.length > 0 && (
        <ul className={styles.warnings}>
          {data.warnings.map((warning) => (
            <li key={warning}>{saidText(warning)}</li>
          ))}
        </ul>
      )}
      <p className={styles.note}>{texts.byCommand(read)}</p>
    </section>
  )
}
