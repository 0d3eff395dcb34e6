/** Mantine's primitives dressed in our tokens: small by default, no animation longer than a glance. */
import {
  Button,
  type CSSVariablesResolver,
  createTheme,
  Kbd,
  type MantineColorsTuple,
  Menu,
  NativeSelect,
  PasswordInput,
  Popover,
  Progress,
  rem,
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { type ContourPalette, colours, cssVariables, fonts, type Theme, themeColours } from './tokens.ts'

const blue: MantineColorsTuple = [
  '#e7f3ff',
  '#cfe6ff',
  '#a3ceff',
  colours.accent,
  '#559fe6',
  '#3f88d0',
  colours['accent-fill-hover'],
  colours['accent-fill'],
  '#265c94',
  '#1c4874',
]

const dark: MantineColorsTuple = [
  colours.text,
  colours['text-soft'],
  colours['text-muted'],
  colours['text-faint'],
  colours['line-strong'],
  colours['surface-raised'],
  colours['surface-card'],
  colours['surface-panel'],
  colours['surface-page'],
  '#050608',
]

const small = { size: 'xs' } as const
const quick = { duration: 90 } as const

export const mantineTheme = createTheme({
  primaryColor: 'blue',
  primaryShade: 7,
  colors: { blue, dark },
  fontFamily: fonts.family,
  fontFamilyMonospace: fonts.family,
  fontSizes: { xs: rem(12), sm: rem(12), md: rem(13), lg: rem(14), xl: rem(16) },
  defaultRadius: 6,
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: { fontFamily: fonts.family, fontWeight: '600' },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'compact-md' },
      styles: { root: { fontWeight: 500, fontSize: rem(12), height: rem(28), paddingInline: rem(12) } },
    }),
    TextInput: TextInput.extend({ defaultProps: small }),
    PasswordInput: PasswordInput.extend({ defaultProps: small }),
    Textarea: Textarea.extend({ defaultProps: small }),
    Select: Select.extend({ defaultProps: { ...small, allowDeselect: false } }),
    NativeSelect: NativeSelect.extend({ defaultProps: small }),
    Switch: Switch.extend({ defaultProps: small }),
    Progress: Progress.extend({ defaultProps: { size: 4 } }),
    Kbd: Kbd.extend({ defaultProps: small }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400, withArrow: false, transitionProps: quick } }),
    Menu: Menu.extend({ defaultProps: { transitionProps: quick } }),
    Popover: Popover.extend({ defaultProps: { transitionProps: quick, shadow: 'md' } }),
  },
})

export const variablesFor =
  (palette: ContourPalette, theme: Theme): CSSVariablesResolver =>
  () => {
    const mantine = primitivesIn(theme)
    return {
      variables: cssVariables(palette, theme),
      light: theme === 'light' ? mantine : {},
      dark: theme === 'dark' ? mantine : {},
    }
  }

function primitivesIn(theme: Theme): Record<string, string> {
  const ours = themeColours[theme]
  return {
    '--mantine-color-body': ours['surface-panel'],
    '--mantine-color-text': ours.text,
    '--mantine-color-dimmed': ours['text-muted'],
    '--mantine-color-placeholder': ours['text-faint'],
    '--mantine-color-default': ours['surface-card'],
    '--mantine-color-default-hover': ours['surface-hover'],
    '--mantine-color-default-border': ours['line-strong'],
    '--mantine-color-default-color': ours.text,
    '--mantine-color-error': ours.bad,
  }
}
