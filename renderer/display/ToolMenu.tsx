/** Everything about how the image in the hand is shown, behind one button of the tools. */
import { Menu, Tooltip } from '@mantine/core'
import { Check, SlidersHorizontal } from 'lucide-react'
import { Fragment, useState } from 'react'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import type { CommandId } from '../keys/commands.ts'
import { shortcutsOf } from '../keys/Keys.tsx'
import { useTexts } from '../texts/texts.ts'
import styles from './ToolMenu.module.css'

export interface PresetChoice {
  readonly id: string
  readonly name: string
  readonly chosen: boolean
  readonly choose: () => void
}

export interface Toggle {
  readonly command: CommandId
  /** undefined: it is no switch */
  readonly on?: boolean | undefined
}

export interface ToolMenuProps {
  readonly presets: readonly PresetChoice[]
  readonly groups: readonly { readonly name: string; readonly commands: readonly Toggle[] }[]
  readonly onCommand: (command: CommandId) => void
}

const commandOfPresets = 'next-window'

export function ToolMenu({ presets, groups, onCommand }: ToolMenuProps) {
  const texts = useTexts()
  const { display } = texts
  const [key] = keysOf(commandOfPresets)
  const [opened, setOpened] = useState(false)
  return (
    <Menu position="right-end" withinPortal withInitialFocusPlaceholder={false} onChange={setOpened}>
      <Menu.Target>
        <Tooltip position="right" label={display.menu} disabled={opened}>
          <button type="button" aria-label={display.menu}>
            <SlidersHorizontal size={15} aria-hidden />
          </button>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown className={styles.menu}>
        <Menu.Label>
          {display.windows} {key && <kbd>{chordText(key)}</kbd>}
        </Menu.Label>
        {presets.map(({ id, name, chosen, choose }) => (
          <Menu.Item
            key={id}
            leftSection={<Check size={13} aria-hidden data-off={!chosen || undefined} />}
            aria-current={chosen || undefined}
            onClick={choose}
          >
            {name}
          </Menu.Item>
        ))}
        {groups.map(({ name, commands }) => (
          <Fragment key={name}>
            <Menu.Label>{name}</Menu.Label>
            {commands.map((one) => (
              <Item key={one.command} {...one} onCommand={onCommand} />
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

function Item({ command, on, onCommand }: Toggle & Pick<ToolMenuProps, 'onCommand'>) {
  const title = useTexts().commands.title(command)
  const [key] = keysOf(command)
  return (
    <Menu.Item
      leftSection={<Check size={13} aria-hidden data-off={on !== true || undefined} />}
      rightSection={key && <kbd>{chordText(key)}</kbd>}
      aria-keyshortcuts={shortcutsOf(command)}
      onClick={() => onCommand(command)}
    >
      {title}
    </Menu.Item>
  )
}
