/** Every command with its keys, from the one table. */
import { chordText } from '../keys/chord.ts'
import { type CommandId, commandIds, commands, type Place } from '../keys/commands.ts'
import { mouseGestures } from '../keys/mouse.ts'
import { Dialog } from './Dialog.tsx'
import styles from './KeysDialog.module.css'

const placeNames: Readonly<Record<'worklist' | 'reading', string>> = {
  worklist: 'Worklist',
  reading: 'Reading',
}

export function KeysDialog({
  place,
  onClose,
}: {
  readonly place: 'worklist' | 'reading'
  readonly onClose: () => void
}) {
  const other = place === 'reading' ? 'worklist' : 'reading'
  return (
    <Dialog onClose={onClose} title="Keys" size={1180}>
      {([place, other] as const).map((where) => (
        <section key={where} className={styles.place}>
          <h2>{placeNames[where]}</h2>
          <div className={styles.groups}>
            {[...groupsOf(where), ...(where === place ? groupsOf('everywhere') : [])].map(([group, ids]) => (
              <div key={group} className={styles.group}>
                <h3>{group}</h3>
                <dl>
                  {ids.map((id) => (
                    <div key={id}>
                      <dt>{commands[id].title}</dt>
                      <dd>
                        {commands[id].keys.map((chord) => (
                          <kbd key={chord}>{chordText(chord)}</kbd>
                        ))}
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
            {where === 'reading' && (
              <div className={styles.group}>
                <h3>Mouse</h3>
                <dl>
                  {mouseGestures.map(({ title, gesture }) => (
                    <div key={title}>
                      <dt>{title}</dt>
                      <dd>
                        <kbd>{gesture}</kbd>
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            )}
          </div>
        </section>
      ))}
    </Dialog>
  )
}

function groupsOf(place: Place): [group: string, ids: CommandId[]][] {
  const groups = new Map<string, CommandId[]>()
  for (const id of commandIds) {
    if (commands[id].place !== place) continue
    const known = groups.get(commands[id].group)
    if (known) known.push(id)
    else groups.set(commands[id].group, [id])
  }
  return [...groups]
}
