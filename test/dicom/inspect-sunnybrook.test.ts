import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dot, planeNormal } from '#analysis/geometry/plane.ts'
import { type InspectedImage, inspect, verdictOf } from '#dicom/inspect.ts'
import { noShared, sharedFolder } from '../shared.ts'

const project = { protocolId: 'TEACHING' }

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder).flatMap((name) => {
    const path = join(folder, name)
    return statSync(path).isDirectory() ? filesIn(path) : path.endsWith('.txt') ? [] : [path]
  })

const imagesIn = (folder: string): readonly InspectedImage[] =>
  filesIn(folder).flatMap((path) => {
    const inspection = inspect(readFileSync(path), { project })
    return inspection.kind === 'image' ? [inspection] : []
  })

if (!sharedFolder) it.skip(`the Sunnybrook patients (skipped: ${noShared})`, () => undefined)
else {
  const sunnybrook = join(sharedFolder, 'data', 'sunnybrook')
  const patients = [
    { folder: 'SCD0000101_SC-HF-I-1', subject: 'SCD0000101', slices: 12, spacing: 10 },
    { folder: 'SCD0000401_SC-HF-I-5', subject: 'SCD0000401', slices: 11, spacing: 8 },
  ]

  describe('the Sunnybrook patients', () => {
    for (const { folder, subject, slices, spacing } of patients)
      it(`${subject}: ${slices} x 20 images, ${spacing} mm apart, held back for what may be attested only`, () => {
        const images = imagesIn(join(sunnybrook, 'dicom', folder))
        expect(images).toHaveLength(slices * 20)
        for (const image of images) {
          expect(verdictOf(image)).toMatchObject({ outcome: 'quarantined', release: 'by-attestation' })
          expect(image.findings.map(({ kind }) => kind)).toEqual(['missing-marker', 'device-identity'])
          expect(image.subject).toBe(subject)
          expect(image.facts.pixels).toMatchObject({ rows: 256, columns: 256, signed: true, bitsStored: 16 })
          expect(image.facts).not.toHaveProperty('studyDate')
          expect(image.facts.frames[0]?.triggerTime).toBeGreaterThanOrEqual(0)
        }
        expect(new Set(images.map(({ subjectKey }) => subjectKey)).size).toBe(1)
        const positions = images.flatMap(({ facts }) => {
          const plane = facts.frames[0]?.plane
          return plane ? [dot(plane.position, planeNormal(plane))] : []
        })
        const places = [...new Set(positions.map((position) => position.toFixed(1)))]
          .map(Number)
          .toSorted((a, b) => a - b)
        expect(places).toHaveLength(slices)
        for (const [index, place] of places.slice(1).entries())
          expect(place - (places[index] ?? 0)).toBeCloseTo(spacing, 0)
      })

    it('come with a scout that has a plane and no trigger time', () => {
      const scouts = imagesIn(join(sunnybrook, 'localizers'))
      expect(scouts.length).toBeGreaterThan(0)
      for (const { facts } of scouts) {
        expect(facts.frames[0]).toHaveProperty('plane')
        expect(facts.frames[0]).not.toHaveProperty('triggerTime')
      }
    })
  })
}
