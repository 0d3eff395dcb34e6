import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)))
const require = createRequire(import.meta.url)

interface BuilderConfig {
  readonly electronFuses: Record<string, boolean>
  readonly npmRebuild: boolean
  readonly asarUnpack: readonly string[]
  readonly linux: { readonly icon: string }
}

async function builderConfig(): Promise<BuilderConfig> {
  const { getConfig, validateConfiguration } = require('app-builder-lib/out/util/config/config')
  const { DebugLogger } = require('builder-util')
  const config = await getConfig(root, 'electron-builder.yml', {})
  await validateConfiguration(config, new DebugLogger(false))
  return config
}

describe('the packed application', () => {
  it('has a configuration that electron-builder accepts', async () => {
    await expect(builderConfig()).resolves.toBeDefined()
  })

  it('is fused: no Node mode, no inspector, only its own checked archive', async () => {
    expect((await builderConfig()).electronFuses).toMatchObject({
      runAsNode: false,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    })
  })

  it('unpacks what is started by path or loaded as a shared library, and rebuilds nothing', async () => {
    const { asarUnpack, npmRebuild } = await builderConfig()
    expect(npmRebuild).toBe(false)
    const started = ['dist/workers/**']
    const shared = ['node_modules/@libsql/**', 'node_modules/onnxruntime-node/**']
    const beside = ['node_modules/@cornerstonejs/codec-*/**']
    for (const needed of [...started, ...shared, ...beside]) expect(asarUnpack).toContain(needed)
  })

  it('carries an icon of 512 pixels', () => {
    const png = readFileSync(resolve(root, 'renderer/public/icon.png'))
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([512, 512])
  })
})
