/** The programs that the proofs drive, and how a Debian machine gets them. */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const needed: Readonly<Record<string, readonly string[]>> = {
  chromium: ['chromium'],
  Orthanc: ['orthanc', 'orthanc-dicomweb'],
  dcmdump: ['dcmtk'],
  dciodvfy: ['dicom3tools'],
  gdcmconv: ['libgdcm-tools'],
  cc: ['gcc', 'libc6-dev'],
  openssl: ['openssl'],
  pdftoppm: ['poppler-utils'],
}
const pythonPackages = ['python3-pydicom', 'python3-numpy']

const found = (program: string): boolean =>
  (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${program}`))
const hasPydicom = (): boolean =>
  existsSync('/usr/bin/python3') && spawnSync('/usr/bin/python3', ['-c', 'import pydicom']).status === 0
const hasDicomWeb = (): boolean => existsSync('/usr/share/orthanc/plugins/libOrthancDicomWeb.so')

function isDebian(): boolean {
  return (
    existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

export const isRootOnDebian = (): boolean => process.getuid?.() === 0 && isDebian()

const missing = (): string[] => [
  ...Object.keys(needed).filter((program) => !found(program)),
  ...(hasPydicom() ? [] : ['pydicom']),
  ...(found('Orthanc') && !hasDicomWeb() ? ['Orthanc DICOMweb'] : []),
]

/** Installs what is missing where it may, and says what is still missing. */
export function installPrograms(say: (line: string) => void): string[] {
  const before = missing()
  if (before.length === 0 || !isRootOnDebian()) return before
  say(`Installing by apt: ${before.join(', ')} ...`)
  const packages = [
    ...Object.entries(needed).flatMap(([program, names]) => (found(program) ? [] : names)),
    ...(hasDicomWeb() ? [] : ['orthanc-dicomweb']),
    ...(hasPydicom() ? [] : pythonPackages),
  ]
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]): boolean =>
    spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'] }).status === 0
  apt('update', '-qq')
  if (!apt('install', '-y', '-qq', '--no-install-recommends', ...new Set(packages)))
    say('apt-get could not install everything; what needs the missing programs will fail.')
  return missing()
}
