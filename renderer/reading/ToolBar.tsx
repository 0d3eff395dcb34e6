/** The tools over the large image. Each is a command: the same by key, by button and by palette. */
import { Tooltip } from '@mantine/core'
import {
  ArrowRightToLine,
  CircleDashed,
  CircleOff,
  Contrast,
  Eye,
  EyeOff,
  type LucideIcon,
  MousePointer2,
  Move,
  Pencil,
  Trash2,
  Undo2,
  ZoomIn,
} from 'lucide-react'
import { useStore } from '../cine/store.ts'
import { chordText } from '../keys/chord.ts'
import { type CommandId, commands } from '../keys/commands.ts'
import { shortcutsOf } from '../keys/Keys.tsx'
import { runCommand } from '../keys/registry.ts'
import { notify } from '../status/notices.ts'
import { usePlace, useRoom } from './room.ts'
import styles from './ToolBar.module.css'

export function ToolBar() {
  const { editor } = useRoom()
  const { tool, border } = useStore(editor)
  const { imageTool, contoursShown } = usePlace((now) => now)
  const drawing = imageTool === 'none' && (tool === 'draw' || tool === 'freehand')
  return (
    <div className={styles.bar} role="toolbar" aria-label="Tools" aria-orientation="vertical">
      <Tool command="tool-edit" icon={MousePointer2} on={imageTool === 'none' && tool === 'edit'} />
      <Tool
        command="tool-endocardial"
        icon={CircleDashed}
        on={drawing && border === 'lv-endocardial'}
        colour="var(--contour-lv-endocardial)"
      />
      <Tool
        command="tool-epicardial"
        icon={CircleDashed}
        on={drawing && border === 'lv-epicardial'}
        colour="var(--contour-lv-epicardial)"
      />
      <Tool command="toggle-freehand" icon={Pencil} on={imageTool === 'none' && tool === 'freehand'} />
      <hr />
      <Tool command="copy-to-next-phase" icon={ArrowRightToLine} />
      <Tool command="mark-no-lv" icon={CircleOff} />
      <Tool command="delete-contour" icon={Trash2} />
      <Tool command="undo" icon={Undo2} />
      <hr />
      <Tool command="tool-window" icon={Contrast} on={imageTool === 'window'} />
      <Tool command="tool-zoom" icon={ZoomIn} on={imageTool === 'zoom'} />
      <Tool command="tool-pan" icon={Move} on={imageTool === 'pan'} />
      <Tool command="toggle-contours" icon={contoursShown ? Eye : EyeOff} on={!contoursShown} />
    </div>
  )
}

function Tool({
  command,
  icon: Icon,
  on,
  colour,
}: {
  readonly command: CommandId
  readonly icon: LucideIcon
  readonly on?: boolean
  readonly colour?: string
}) {
  const { title, keys } = commands[command]
  const press = (): void => {
    const ran = runCommand(command)
    if (typeof ran === 'object') notify({ tone: 'plain', what: `${title}:`, todo: ran.unavailable })
  }
  return (
    <Tooltip
      position="right"
      label={
        <>
          {title} {keys[0] && <kbd>{chordText(keys[0])}</kbd>}
        </>
      }
    >
      <button
        type="button"
        aria-label={title}
        aria-keyshortcuts={shortcutsOf(command)}
        aria-pressed={on}
        style={colour ? { color: colour } : undefined}
        onClick={press}
      >
        <Icon size={15} aria-hidden />
      </button>
    </Tooltip>
  )
}
