/** The tools over the images. Each is a command: the same by key, by button and by palette. */
import { Menu, Tooltip } from '@mantine/core'
import {
  ArrowRightToLine,
  Brush,
  ChevronDown,
  CircleDashed,
  CircleDot,
  CircleOff,
  Contrast,
  Crosshair,
  Eraser,
  Eye,
  EyeOff,
  type LucideIcon,
  MousePointer2,
  Move,
  Pencil,
  Spline,
  Trash2,
  Undo2,
  ZoomIn,
} from 'lucide-react'
import type { CSSProperties } from 'react'
import type { Stack } from '#analysis/protocol/stack.ts'
import { useStore } from '../cine/store.ts'
import { bordersOn, landmarksOn } from '../contouring/anatomy.ts'
import { borderCommands, landmarkCommands } from '../contouring/commands.ts'
import { isDiscTool } from '../contouring/contour-editor.ts'
import { landmarkColour } from '../contouring/draw-landmarks.ts'
import { MakingNote } from '../contouring/MakingNote.tsx'
import { keysOf } from '../keys/assigned.ts'
import { chordText } from '../keys/chord.ts'
import type { CommandId } from '../keys/commands.ts'
import { shortcutsOf } from '../keys/Keys.tsx'
import { runCommand } from '../keys/registry.ts'
import { MeasureMenu } from '../measuring/MeasureMenu.tsx'
import { notify } from '../status/notices.ts'
import { fixedIn } from '../texts/formats.ts'
import { textsNow, useTexts } from '../texts/texts.ts'
import { usePreferences } from '../theme/preferences.ts'
import { contourColours } from '../theme/tokens.ts'
import { DisplayMenu } from './DisplayMenu.tsx'
import { usePlace, useRoom } from './room.ts'
import styles from './ToolBar.module.css'

export function ToolBar() {
  const { editor, making, measuring } = useRoom()
  const texts = useTexts().contouring
  const { tool, stack, radius } = useStore(editor)
  const { imageTool, contoursShown } = usePlace((now) => now)
  const isOn = (one: typeof tool): boolean => imageTool === 'none' && tool === one
  return (
    <>
      <MakingNote making={making} />
      <div className={styles.bar} role="toolbar" aria-label={texts.tools} aria-orientation="vertical">
        {stack && <Chooser stack={stack} />}
        <Tool command="tool-edit" icon={MousePointer2} on={isOn('edit')} />
        <Tool command="toggle-freehand" icon={isOn('freehand') ? Pencil : Spline} on={isOn('freehand')} />
        <Tool command="tool-nudge" icon={CircleDot} on={isOn('nudge')} />
        <Tool command="tool-brush" icon={Brush} on={isOn('brush')} />
        <Tool command="tool-erase" icon={Eraser} on={isOn('erase')} />
        {imageTool === 'none' && isDiscTool(tool) && (
          <output className={styles.radius} aria-label={texts.radius(radius)}>
            {fixedIn(radius, 0)} mm
          </output>
        )}
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
        <MeasureMenu editor={measuring} onCommand={press} />
        <DisplayMenu onCommand={press} />
      </div>
    </>
  )
}

/** The two usual borders of the images in the hand, and behind an arrow all that they can show. */
function Chooser({ stack }: { readonly stack: Stack }) {
  const { editor } = useRoom()
  const texts = useTexts().contouring
  const palette = usePreferences(({ palette }) => palette)
  const { tool, border, landmark } = useStore(editor)
  const borders = bordersOn(stack)
  const landmarks = landmarksOn(stack)
  const drawing = usePlace(({ imageTool }) => imageTool) === 'none' && tool !== 'look' && tool !== 'edit'
  const usual = borders.slice(0, 2)
  const other = drawing && tool !== 'mark' && !usual.includes(border) ? border : undefined
  const marking = drawing && tool === 'mark' ? landmark : undefined
  const colours = contourColours[palette]
  return (
    <>
      {usual.map((one) => (
        <Tool
          key={one}
          command={borderCommands[one]}
          icon={CircleDashed}
          on={drawing && tool !== 'mark' && border === one}
          colour={`var(--contour-${one})`}
        />
      ))}
      {other && (
        <Tool command={borderCommands[other]} icon={CircleDashed} on colour={`var(--contour-${other})`} />
      )}
      {marking && (
        <Tool
          command={landmarkCommands[marking]}
          icon={Crosshair}
          on
          colour={landmarkColour(marking, colours)}
        />
      )}
      <Menu position="right-start" withinPortal>
        <Menu.Target>
          <button type="button" className={styles.more} aria-label={texts.chooser}>
            <ChevronDown size={13} aria-hidden />
          </button>
        </Menu.Target>
        <Menu.Dropdown className={styles.menu}>
          <Menu.Label>{texts.borderGroup}</Menu.Label>
          {borders.map((one) => (
            <Choice
              key={one}
              command={borderCommands[one]}
              name={texts.borders[one]}
              colour={`var(--contour-${one})`}
            />
          ))}
          {landmarks.length > 0 && <Menu.Label>{texts.landmarkGroup}</Menu.Label>}
          {landmarks.map((one) => (
            <Choice
              key={one}
              command={landmarkCommands[one]}
              name={texts.landmarks[one]}
              colour={landmarkColour(one, colours)}
              isPoint
            />
          ))}
        </Menu.Dropdown>
      </Menu>
      <hr />
    </>
  )
}

interface ChoiceProps {
  readonly command: CommandId
  readonly name: string
  readonly colour: string
  readonly isPoint?: boolean
}

function Choice({ command, name, colour, isPoint = false }: ChoiceProps) {
  const Icon = isPoint ? Crosshair : CircleDashed
  const [key] = keysOf(command)
  const style: CSSProperties = { color: colour }
  return (
    <Menu.Item
      leftSection={<Icon size={13} aria-hidden style={style} />}
      rightSection={key && <kbd>{chordText(key)}</kbd>}
      aria-keyshortcuts={shortcutsOf(command)}
      onClick={() => press(command)}
    >
      {name.charAt(0).toUpperCase() + name.slice(1)}
    </Menu.Item>
  )
}

function press(command: CommandId): void {
  const ran = runCommand(command)
  if (typeof ran === 'object')
    notify({ tone: 'plain', what: `${textsNow().commands.title(command)}:`, todo: ran.unavailable })
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
  const title = useTexts().commands.title(command)
  const keys = keysOf(command)
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
        onClick={() => press(command)}
      >
        <Icon size={15} aria-hidden />
      </button>
    </Tooltip>
  )
}
