/** What no stand-in can show. These run where Electron's binary is present, and are named by `npm test` everywhere. */
export const realElectronChecks = [
  'the sandboxed preload loads and hands over its port',
  "the page's origin is midwall://app and its content security policy is enforced",
  'a window, a webview, a navigation elsewhere and a permission are refused by Chromium itself',
  'the fuses of the packed application are set',
  'native packages load from the unpacked part of the archive on Electron’s Node',
  'a second start focuses the first window',
  'the system’s dialogs open over the window, and give the path that was picked and the button that was pressed',
] as const
