/**
 * The only code that stands between the page and Electron. It exposes nothing: when the page is there it asks
 * main for a port and hands that port on. What may be said over it is the contract's business.
 */
import { ipcRenderer } from 'electron'
import { portAnswer, portRequest } from './hosts/electron-channel.ts'

ipcRenderer.on(portAnswer, (event) => {
  window.postMessage({ kind: 'midwall-port' }, window.location.origin, [...event.ports])
})

window.addEventListener('DOMContentLoaded', () => ipcRenderer.send(portRequest))
