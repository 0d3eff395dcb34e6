/** Signing in to the demo registry: scrypt verifiers, random tokens of which only the hash is kept. */
import { createHash, randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import type { RecordKeeper } from './records.ts'

const tokenHours = 12
const cost = { N: 16_384, r: 8, p: 1 } satisfies ScryptOptions
const keyLength = 32

const derive = (secret: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    scrypt(secret.normalize('NFC'), salt, keyLength, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    ),
  )

export async function verifierOf(secret: string): Promise<string> {
  const salt = randomBytes(16)
  const key = await derive(secret, salt)
  return `scrypt:${salt.toString('base64')}:${key.toString('base64')}`
}

async function verifies(secret: string, verifier: string): Promise<boolean> {
  const [kind, salt = '', key = ''] = verifier.split(':')
  if (kind !== 'scrypt') return false
  const expected = Buffer.from(key, 'base64')
  const derived = await derive(secret, Buffer.from(salt, 'base64'))
  return expected.length === derived.length && timingSafeEqual(expected, derived)
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

export interface SignedIn {
  readonly account: string
  /** absent for Basic, which carries the secret in every call */
  readonly tokenHash?: string
}

export interface Accounts {
  signIn(account: string, secret: string): Promise<{ token: string; expires: string } | undefined>
  signOut(tokenHash: string): Promise<void>
  /** whom an Authorization header speaks for: Bearer, or Basic for archives' own clients */
  whose(header: string | undefined): Promise<SignedIn | undefined>
}

export function createAccounts(records: RecordKeeper): Accounts {
  // scrypt at every call of a Basic client would make each cost 50 ms
  const verified = new Map<string, string>()
  let nobody: Promise<string> | undefined

  const accepts = async (account: string, secret: string): Promise<boolean> => {
    const known = Object.hasOwn(records.now.accounts, account) ? records.now.accounts[account] : undefined
    // an unknown account takes as long as a wrong secret
    nobody ??= verifierOf(randomBytes(16).toString('hex'))
    return (await verifies(secret, known?.verifier ?? (await nobody))) && known !== undefined
  }

  const basic = async (credentials: string): Promise<SignedIn | undefined> => {
    const key = hashOf(credentials)
    const before = verified.get(key)
    if (before !== undefined) return { account: before }
    const text = Buffer.from(credentials, 'base64').toString('utf8')
    const colon = text.indexOf(':')
    if (colon < 1) return undefined
    const account = text.slice(0, colon)
    if (!(await accepts(account, text.slice(colon + 1)))) return undefined
    verified.set(key, account)
    return { account }
  }

  return {
    async signIn(account, secret) {
      if (!(await accepts(account, secret))) return undefined
      const token = randomBytes(32).toString('base64url')
      const now = Date.now()
      const expires = new Date(now + tokenHours * 3_600_000).toISOString()
      await records.change(({ tokens }) => {
        for (const [hash, { expires: until }] of Object.entries(tokens))
          if (Date.parse(until) < now) delete tokens[hash]
        tokens[hashOf(token)] = { account, expires }
      })
      return { token, expires }
    },

    async signOut(tokenHash) {
      await records.change(({ tokens }) => {
        delete tokens[tokenHash]
      })
    },

    async whose(header) {
      const [, scheme = '', credentials = ''] = /^(Bearer|Basic) +([^\s]{1,8000})$/i.exec(header ?? '') ?? []
      if (scheme.toLowerCase() === 'basic') return basic(credentials)
      if (scheme.toLowerCase() !== 'bearer') return undefined
      const tokenHash = hashOf(credentials)
      const { tokens } = records.now
      const found = Object.hasOwn(tokens, tokenHash) ? tokens[tokenHash] : undefined
      if (!found || Date.parse(found.expires) < Date.now()) return undefined
      return { account: found.account, tokenHash }
    },
  }
}
