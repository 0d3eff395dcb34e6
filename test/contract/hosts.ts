/** The ways in which somebody reaches main: in its own process, over loopback, over a port of Electron. */
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import { createRouterClient } from '@orpc/server'
import { WebSocket } from 'ws'
import type { Contract } from '#contract/contract.ts'
import { startElectronHost } from '../../main/hosts/electron.ts'
import { origin, portRequest } from '../../main/hosts/electron-channel.ts'
import { printedFor, startLoopbackHost } from '../../main/hosts/loopback.ts'
import type { Pages } from '../../main/hosts/pages.ts'
import type { MidwallRouter } from '../../main/hosts/router.ts'
import { customJsonSerializers } from '../../renderer/client/base64.ts'
import { dialog, ipcMain, quitStandIn } from '../electron/stand-in/electron.ts'
import type { MessagePortMain } from '../electron/stand-in/ports.ts'

export type Client = ContractRouterClient<Contract>

export interface Host {
  readonly client: Client
  close(): Promise<void>
}

export interface Served {
  readonly router: MidwallRouter
  readonly pages: Pages
}

export type StartHost = (served: Served) => Promise<Host>

/** What the command line does. */
const inProcess: StartHost = async ({ router }) => ({
  client: createRouterClient(router, { context: { session: { reader: undefined } } }),
  close: async () => {},
})

const loopback: StartHost = async ({ router, pages }) => {
  const host = await startLoopbackHost({
    router,
    pages,
    onError: (error) => {
      throw error
    },
  })
  const welcome = await fetch(host.invite(printedFor), { redirect: 'manual' })
  const cookie = welcome.headers.get('set-cookie')?.split(';')[0] ?? ''
  const socket = new WebSocket(`${host.origin.replace('http', 'ws')}/rpc`, {
    headers: { cookie, origin: host.origin },
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    client: createORPCClient(
      new SocketLink({ websocket: socket as object as globalThis.WebSocket, customJsonSerializers }),
    ),
    close: () => host.close(),
  }
}

/** Takes a folder and thinks better of an archive. */
function person(): void {
  for (const { options, choose } of dialog.choosers.splice(0))
    if (options.properties.includes('openDirectory')) choose('/data/visit-1')
    else choose()
}

/** The page's main frame asks for its port, as the preload does; here a client in Node holds the other end. */
const electron: StartHost = async ({ router, pages }) => {
  const host = startElectronHost({ router, pages, preload: 'dist/main/preload.cjs', icon: 'icon.png' })
  dialog.on('opened', person)
  const { id } = (await host.openWindow()).webContents
  const port = await new Promise<MessagePortMain>((resolve) => {
    const mainFrame = {
      url: `${origin}/`,
      postMessage: (_channel: string, _message: unknown, [given]: readonly MessagePortMain[]) => {
        if (given) resolve(given)
      },
    }
    ipcMain.emit(portRequest, { sender: { id, mainFrame }, senderFrame: mainFrame })
  })
  const link = new PortLink({ port, customJsonSerializers })
  port.start()
  return {
    client: createORPCClient(link),
    close: async () => {
      dialog.off('opened', person)
      port.close()
      await quitStandIn()
    },
  }
}

export const hosts = { inProcess, loopback, electron } satisfies Record<string, StartHost>
