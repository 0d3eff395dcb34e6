/** The analyses as tabs. One without its series is faint, says why, and opens all the same. */
import { Tooltip } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { KeyHint, shortcutsOf } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import styles from './ModeTabs.module.css'
import { isServed, type Mode, modeFacts, modes } from './modes.ts'
import { usePlace, useRoom } from './room.ts'

export function ModeTabs() {
  const { tabs } = useTexts().modes
  const chosen = usePlace(({ mode }) => mode)
  const bar = useRef<HTMLElement>(null)
  // where the window is narrow the tabs scroll
  useEffect(() => {
    bar.current
      ?.querySelector(`[data-mode="${chosen}"]`)
      ?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [chosen])
  return (
    <nav ref={bar} className={styles.tabs} aria-label={tabs}>
      {modes.map((mode) => (
        <Tab key={mode} mode={mode} chosen={mode === chosen} />
      ))}
    </nav>
  )
}

function Tab({ mode, chosen }: { readonly mode: Mode; readonly chosen: boolean }) {
  const { names, unserved } = useTexts().modes
  const { opened, setMode } = useRoom()
  const served = isServed(mode, opened.stacks)
  const { command } = modeFacts[mode]
  const tab = (
    <button
      type="button"
      data-mode={mode}
      aria-current={chosen ? 'page' : undefined}
      aria-keyshortcuts={shortcutsOf(command)}
      data-unserved={!served || undefined}
      onClick={() => setMode(mode)}
    >
      {names[mode]} <KeyHint command={command} />
    </button>
  )
  return served ? tab : <Tooltip label={unserved[mode]}>{tab}</Tooltip>
}
