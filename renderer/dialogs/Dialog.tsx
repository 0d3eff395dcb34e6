/** The one dialog of the window: named, closed by Escape, and without a banner of its own among the landmarks. */
import { Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import { useDialogStands } from '../status/notices.ts'
import { useTexts } from '../texts/texts.ts'
import styles from './Dialog.module.css'
import { useFocusBack } from './focus-back.ts'

export function Dialog({
  title,
  size = 'md',
  opened = true,
  busy = false,
  head = 'shown',
  onClose,
  children,
}: {
  readonly title: string
  readonly size?: 'sm' | 'md' | 'lg' | 'xl' | number
  /** false while what it will show is still being asked for */
  readonly opened?: boolean
  /** cannot be left now */
  readonly busy?: boolean
  readonly head?: 'shown' | 'spoken'
  readonly onClose: () => void
  readonly children: ReactNode
}) {
  const { close } = useTexts().dialogs
  useDialogStands(opened)
  useFocusBack()
  return (
    <Modal.Root
      className={styles.dialog}
      opened={opened}
      onClose={onClose}
      size={size}
      centered={head === 'shown'}
      yOffset={head === 'shown' ? '5vh' : '12vh'}
      closeOnClickOutside={!busy}
      closeOnEscape={!busy}
      transitionProps={{ duration: 90 }}
      // the window never scrolls, and a style sheet that says so has every element styled anew
      lockScroll={false}
    >
      <Modal.Overlay backgroundOpacity={0.6} />
      <Modal.Content>
        <div className={styles.head} data-spoken={head === 'spoken' || undefined}>
          <Modal.Title className={styles.title}>{title}</Modal.Title>
          {head === 'shown' && !busy && <Modal.CloseButton aria-label={close} />}
        </div>
        <Modal.Body p={head === 'shown' ? 16 : 8} pt={head === 'shown' ? 4 : 8}>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  )
}
