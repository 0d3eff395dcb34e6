/** The few things that each window may have its own way. */
import { Button, SegmentedControl, Stack, Switch } from '@mantine/core'
import type { ReactNode } from 'react'
import { Dialog } from '../dialogs/Dialog.tsx'
import { openDialog } from '../dialogs/open.ts'
import { languages } from '../texts/language.ts'
import { useTexts } from '../texts/texts.ts'
import { scales, themeChoices, usePreferences } from '../theme/preferences.ts'
import { contourColours, contourPalettes } from '../theme/tokens.ts'
import styles from './SettingsDialog.module.css'

const shownBorders = ['lv-endocardial', 'lv-epicardial', 'rv-endocardial', 'la-endocardial'] as const

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { palette, theme, scale, language, playOnOpen } = usePreferences()
  const { settings } = useTexts()
  return (
    <Dialog onClose={onClose} title={settings.title} size="sm">
      <Stack gap="md">
        <Choice
          first
          label={settings.theme}
          value={theme}
          among={themeChoices}
          name={(value) => settings.themes[value]}
          onChoose={(theme) => usePreferences.setState({ theme })}
        />
        <Choice
          label={settings.scale}
          value={scale}
          among={scales}
          name={settings.percent}
          onChoose={(scale) => usePreferences.setState({ scale })}
        />
        <Choice
          label={settings.language}
          value={language}
          among={languages}
          name={(value) => settings.languages[value]}
          onChoose={(language) => usePreferences.setState({ language })}
        />
        <Choice
          label={settings.contourColours}
          value={palette}
          among={contourPalettes}
          name={(value) => settings.palettes[value]}
          onChoose={(palette) => usePreferences.setState({ palette })}
        >
          <svg className={styles.sample} viewBox="0 0 190 36" role="img" aria-label={settings.colourSample}>
            {shownBorders.map((border, index) => (
              <circle
                key={border}
                cx={20 + index * 48}
                cy={18}
                r={13}
                fill="none"
                strokeWidth={2}
                stroke={contourColours[palette][border]}
              />
            ))}
          </svg>
        </Choice>
        <Switch
          label={settings.playOnOpen}
          checked={playOnOpen}
          onChange={(event) => usePreferences.setState({ playOnOpen: event.currentTarget.checked })}
        />
        <Button variant="default" onClick={() => openDialog('keys')}>
          {settings.changeKeys}
        </Button>
      </Stack>
    </Dialog>
  )
}

/** The frame cannot have the focus; the choice that was made can. */
function takeFocus(frame: HTMLDivElement | null): void {
  frame?.querySelector('input:checked')?.setAttribute('data-autofocus', '')
}

function Choice<Value extends string | number>({
  label,
  value,
  among,
  name,
  first = false,
  onChoose,
  children,
}: {
  readonly label: string
  readonly value: Value
  readonly among: readonly Value[]
  readonly name: (value: Value) => string
  readonly first?: boolean
  readonly onChoose: (value: Value) => void
  readonly children?: ReactNode
}) {
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <SegmentedControl
        aria-label={label}
        ref={first ? takeFocus : undefined}
        size="xs"
        value={String(value)}
        data={among.map((one) => ({ value: String(one), label: name(one) }))}
        onChange={(text) => {
          const chosen = among.find((one) => String(one) === text)
          if (chosen !== undefined) onChoose(chosen)
        }}
      />
      {children}
    </div>
  )
}
