/** The window's entry: connect first, then show. */
import '@fontsource-variable/inter'
import '@mantine/core/styles.css'
import './theme/base.css'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { followAnnouncements } from './client/announcements.ts'
import { connect } from './client/connection.ts'
import { keepReader } from './client/session.ts'
import { followHeaderReading } from './status/header-reading.ts'

connect()
keepReader()
followAnnouncements()
followHeaderReading()

const root = document.getElementById('root')
if (!root) throw new Error('the page has no #root')
createRoot(root).render(<App />)
