/** The few things that each window may have its own way. */
import { SegmentedControl, Stack, Switch, Text } from '@mantine/core'
import { Dialog } from '../dialogs/Dialog.tsx'
import { usePreferences } from '../theme/preferences.ts'
import { type ContourPalette, contourColours, contourPalettes } from '../theme/tokens.ts'
import styles from './SettingsDialog.module.css'

const paletteNames: Readonly<Record<ContourPalette, string>> = {
  standard: 'Standard',
  'colour-blind': 'Red-green safe',
}

const shownBorders = ['lv-endocardial', 'lv-epicardial', 'rv-endocardial', 'la-endocardial'] as const

export function SettingsDialog({ onClose }: { readonly onClose: () => void }) {
  const { palette, playOnOpen } = usePreferences()
  return (
    <Dialog onClose={onClose} title="Settings" size="sm">
      <Stack gap="md">
        <div>
          <Text id="palette-label" size="sm" fw={500} mb={6}>
            Contour colours
          </Text>
          <SegmentedControl
            aria-labelledby="palette-label"
            data-autofocus
            size="xs"
            value={palette}
            data={contourPalettes.map((value) => ({ value, label: paletteNames[value] }))}
            onChange={(value) => usePreferences.setState({ palette: value as ContourPalette })}
          />
          <svg
            className={styles.sample}
            viewBox="0 0 190 36"
            role="img"
            aria-label="Sample of the contour colours"
          >
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
        <Switch
          label="Play the short axis as soon as a study is open"
          checked={playOnOpen}
          onChange={(event) => usePreferences.setState({ playOnOpen: event.currentTarget.checked })}
        />
      </Stack>
    </Dialog>
  )
}
