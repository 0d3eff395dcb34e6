/** Mantine's primitives dressed in our tokens: dark only, small by default, no animation longer than a glance. */
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
  Select,
  Switch,
  Textarea,
  TextInput,
  Tooltip,
} from '@mantine/core'
import { type ContourPalette, colours, cssVariables, fonts } from './tokens.ts'

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
  fontSizes: { xs: '12px', sm: '12px', md: '13px', lg: '14px', xl: '16px' },
  defaultRadius: 6,
  focusRing: 'auto',
  respectReducedMotion: true,
  headings: { fontFamily: fonts.family, fontWeight: '600' },
  components: {
    Button: Button.extend({
      defaultProps: { size: 'compact-md' },
      styles: { root: { fontWeight: 500, fontSize: 12, height: 28, paddingInline: 12 } },
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
  (palette: ContourPalette): CSSVariablesResolver =>
  () => ({
    variables: cssVariables(palette),
    light: {},
    dark: {
      '--mantine-color-body': colours['surface-panel'],
      '--mantine-color-text': colours.text,
      '--mantine-color-dimmed': colours['text-muted'],
      '--mantine-color-placeholder': colours['text-faint'],
      '--mantine-color-default': colours['surface-card'],
      '--mantine-color-default-hover': colours['surface-hover'],
      '--mantine-color-default-border': colours['line-strong'],
      '--mantine-color-error': colours.bad,
    },
  })
