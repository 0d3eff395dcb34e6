/** Carries out how the window likes to look: theme, scale and language of the page. */

import { MantineProvider } from '@mantine/core'
import { type ReactNode, useLayoutEffect, useSyncExternalStore } from 'react'
import { mantineTheme, variablesFor } from './mantine.ts'
import { usePreferences } from './preferences.ts'
import { type ContourPalette, colourVariables, type Theme } from './tokens.ts'

/** Pixels at 100 %: below, what can be found elsewhere is left out (`:root[data-narrow]` in style sheets). */
const narrowBelow = 1_200
/** Below, the tools do not fit in one column (`:root[data-low]`). */
const lowBelow = 860

const prefersLight = window.matchMedia('(prefers-color-scheme: light)')

function useTheme(): Theme {
  const chosen = usePreferences(({ theme }) => theme)
  const systemIsLight = useSyncExternalStore(
    (changed) => {
      prefersLight.addEventListener('change', changed)
      return () => prefersLight.removeEventListener('change', changed)
    },
    () => prefersLight.matches,
  )
  if (chosen !== 'system') return chosen
  return systemIsLight ? 'light' : 'dark'
}

export function Appearance({ children }: { readonly children: ReactNode }) {
  const { palette, scale, language } = usePreferences()
  const theme = useTheme()
  useLayoutEffect(() => {
    const { documentElement: page } = document
    page.style.fontSize = `${scale}%`
    page.style.setProperty('--scale', String(scale / 100))
    page.lang = language
    const measure = (): void => {
      page.toggleAttribute('data-narrow', window.innerWidth / scale < narrowBelow / 100)
      page.toggleAttribute('data-low', window.innerHeight / scale < lowBelow / 100)
    }
    measure()
    window.addEventListener('resize', measure)
    return () => window.removeEventListener('resize', measure)
  }, [scale, language])
  return (
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={variablesFor(palette, theme)}
      forceColorScheme={theme}
    >
      <style>{imageGround(palette)}</style>
      {children}
    </MantineProvider>
  )
}

/** What lies over or among images is drawn for black ground, whatever the rest of the window looks like. */
const imageGround = (palette: ContourPalette): string => {
  const variables = Object.entries(colourVariables(palette, 'dark')).map(
    ([name, value]) => `${name}:${value}`,
  )
  return `[data-ground=image]{color-scheme:dark;color:var(--text);${variables.join(';')}}`
}
