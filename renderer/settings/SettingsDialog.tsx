/** The few things that each window may have its own way. */
import { SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { Dialog } from '../dialogs/Dialog.tsx'
import { languages } from '../texts/language.ts'
import { useTexts } from '../texts/texts.ts'
import { usePreferences } from '../theme/preferences.ts'
import { contourColours, contourPalettes } from '../theme/tokens.ts'
import styles from './SettingsDialog.module.css'

const shownBorders = ['lv-endocardial', 'lv-epicardial', 'rv-endocardial', 'la-endocardial'] as const

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { palette, language, playOnOpen } = usePreferences()
  const { settings } = useTexts()
  return (
    <Dialog onClose={onClose} title={settings.title} size="sm">
      <Stack gap="md">
        <div>
          <Text id="palette-label" size="sm" fw={500} mb={6}>
            {settings.contourColours}
          </Text>
          <SegmentedControl
            aria-labelledby="palette-label"
            data-autofocus
            size="xs"
            value={palette}
            data={contourPalettes.map((value) => ({ value, label: settings.palettes[value] }))}
            onChange={(palette) => usePreferences.setState({ palette })}
          />
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
        </div>
        <div>
          <Text id="language-label" size="sm" fw={500} mb={6}>
            {settings.language}
          </Text>
          <SegmentedControl
            aria-labelledby="language-label"
            size="xs"
            value={language}
            data={languages.map((value) => ({ value, label: settings.languages[value] }))}
            onChange={(language) => usePreferences.setState({ language })}
          />
        </div>
        <Switch
          label={settings.playOnOpen}
          checked={playOnOpen}
          onChange={(event) => usePreferences.setState({ playOnOpen: event.currentTarget.checked })}
        />
      </Stack>
    </Dialog>
  )
}
