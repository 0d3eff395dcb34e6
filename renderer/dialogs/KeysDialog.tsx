/** Every command with its keys, from the one table; a press on a key gives the command another one. */
import { Button } from '@mantine/core'
import { useState } from 'react'
import { type CommandId, commandIds, commands, type Place } from '../keys/commands.ts'
import { useTexts } from '../texts/texts.ts'
import { usePreferences } from '../theme/preferences.ts'
import { Dialog } from './Dialog.tsx'
import { KeyCell } from './KeyCell.tsx'
import styles from './KeysDialog.module.css'

export function KeysDialog({
  place,
  onClose,
}: {
  readonly place: 'worklist' | 'reading'
  readonly onClose: () => void
}) {
  const { keys: texts, commands: words } = useTexts()
  const changed = usePreferences(({ keys }) => Object.keys(keys).length > 0)
  const [recording, setRecording] = useState<CommandId>()
  const other = place === 'reading' ? 'worklist' : 'reading'
  return (
    <Dialog onClose={onClose} title={texts.title} size={1180}>
      <div className={styles.head}>
        <p>{texts.lead}</p>
        {changed && (
          <Button variant="default" onClick={() => usePreferences.setState({ keys: {} })}>
            {texts.restoreAll}
          </Button>
        )}
      </div>
      {([place, other] as const).map((where) => (
        <section key={where} className={styles.place}>
          <h2>{texts.places[where]}</h2>
          <div className={styles.groups}>
            {[...groupsOf(where), ...(where === place ? groupsOf('everywhere') : [])].map(([group, ids]) => (
              <div key={group} className={styles.group}>
                <h3>{words.group(group)}</h3>
                <dl>
                  {ids.map((id) => (
                    <div key={id}>
                      <dt>{words.title(id)}</dt>
                      <dd>
                        <KeyCell
                          id={id}
                          recording={recording === id}
                          onRecord={(on) => setRecording(on ? id : undefined)}
                        />
                      </dd>
                    </div>
                  ))}
                </dl>
              </div>
            ))}
            {where === 'reading' && (
              <div className={styles.group}>
                <h3>{texts.mouse}</h3>
                <dl>
                  {texts.gestures.map(([gesture, title]) => (
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
