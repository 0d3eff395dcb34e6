/** Which of a few pictures is drawn over the images; under the choice, what that picture is asked. */
import type { ReactNode } from 'react'
import type { CommandId } from '../../keys/commands.ts'
import { KeyHint } from '../../keys/Keys.tsx'
import { Choice, type ChoiceProps } from '../Choice.tsx'
import styles from './OverlayControls.module.css'

export function OverlayControls<T extends string>({
  children,
  command,
  ...choice
}: ChoiceProps<T> & {
  /** that steps through the choice */
  readonly command?: CommandId
  readonly children?: ReactNode
}) {
  return (
    <div className={styles.controls}>
      <div className={styles.row}>
        <span>
          {choice.label} {command && <KeyHint command={command} />}
        </span>
        <Choice {...choice} />
      </div>
      {children}
    </div>
  )
}

export interface SliderProps {
  readonly label: string
  readonly bounds: { readonly least: number; readonly most: number; readonly step: number }
  readonly value: number
  /** the value as it is read */
  readonly text: string
  readonly onChange: (value: number) => void
}

export function OverlaySlider({ label, bounds, value, text, onChange }: SliderProps) {
  return (
    <label className={styles.row}>
      {label}
      <input
        type="range"
        min={bounds.least}
        max={bounds.most}
        step={bounds.step}
        value={value}
        onChange={({ currentTarget }) => onChange(Number(currentTarget.value))}
      />
      {text}
    </label>
  )
}
