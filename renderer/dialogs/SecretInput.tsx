/** A passphrase or a token: hidden while it is typed, unless its reader wants to see it. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core'
import { useTexts } from '../texts/texts.ts'

export function SecretInput(props: Omit<PasswordInputProps, 'visibilityToggleButtonProps'>) {
  const { showSecret } = useTexts().dialogs
  return <PasswordInput {...props} visibilityToggleButtonProps={{ 'aria-label': showSecret }} />
}
