/**
 * A passphrase is kept as a verifier only: salt, cost and scrypt's output, so that whoever copies a library
 * cannot sign in another's name. The cost stands beside it, so that it can grow.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

interface Cost {
  readonly n: number
  readonly r: number
  readonly p: number
}

/** 32 MB and about 0.1 s; OWASP's recommendation of 2024 for scrypt. */
const usualCost: Cost = { n: 2 ** 15, r: 8, p: 3 }
const saltBytes = 16
const hashBytes = 32
/** What a verifier may ask for, should somebody have written one: 1 GB. */
const maxMemory = 2 ** 30

export async function verifierOf(passphrase: string): Promise<string> {
  const salt = randomBytes(saltBytes)
  const hash = await stretched(passphrase, salt, hashBytes, usualCost)
  const { n, r, p } = usualCost
  return ['scrypt', n, r, p, salt.toString('base64'), hash.toString('base64')].join('$')
}

/** @throws Error for a verifier that is none: the library has been tampered with */
export async function verifies(passphrase: string, verifier: string): Promise<boolean> {
  const [kind, n, r, p, salt, hash] = verifier.split('$')
  if (kind !== 'scrypt' || salt === undefined || hash === undefined) {
    throw new Error('the stored verifier is not of a known kind')
  }
  const expected = Buffer.from(hash, 'base64')
  const cost = { n: Number(n), r: Number(r), p: Number(p) }
  const given = await stretched(passphrase, Buffer.from(salt, 'base64'), expected.length, cost)
  return timingSafeEqual(given, expected)
}

/** The same words typed on another keyboard are the same passphrase: NFKC. */
function stretched(passphrase: string, salt: Buffer, length: number, cost: Cost): Promise<Buffer> {
  const { n: N, r, p } = cost
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, length, { N, r, p, maxmem: maxMemory }, (error, hash) => {
      if (error) reject(error)
      else resolve(hash)
    })
  })
}
