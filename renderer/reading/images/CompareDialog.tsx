/** Beside what this study shall hang: another time point, or another reading where the reader may see one. */
import { useQuery } from '@tanstack/react-query'
import { studiesQuery } from '../../client/queries.ts'
import { Dialog } from '../../dialogs/Dialog.tsx'
import form from '../../dialogs/form.module.css'
import { Refused } from '../../dialogs/Refused.tsx'
import { useTexts } from '../../texts/texts.ts'
import { candidates } from '../compared.ts'
import { useReading, useRoom } from '../room.ts'
import styles from './CompareDialog.module.css'

export function CompareDialog({ onClose }: { readonly onClose: () => void }) {
  const { opened, compare } = useRoom()
  const texts = useTexts().hanging.compare
  const read = useReading(({ log }) => log.read)
  const studies = useQuery(studiesQuery(opened.study.project)).data
  const found = useQuery({
    queryKey: ['candidates', opened.study.study, read, studies?.length],
    queryFn: () => candidates(opened.study, studies ?? [], read),
    enabled: studies !== undefined,
    gcTime: 0,
  })
  return (
    <Dialog title={texts.title} onClose={onClose} size="sm">
      {found.error && <Refused error={found.error} />}
      {found.data?.length === 0 && <p className={form.lead}>{texts.none}</p>}
      <ul className={styles.list}>
        {found.data?.map((candidate) => (
          <li key={`${candidate.study} ${candidate.read ?? ''}`}>
            <button
              type="button"
              onClick={() => {
                compare(candidate)
                onClose()
              }}
            >
              <b>{candidate.name}</b>
              <small>
                {texts[candidate.kind]}
                {candidate.read === undefined && ` · ${texts.unread}`}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
