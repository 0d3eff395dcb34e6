/** What the segments of a left ventricle are called. */
import { type Code, segmentCodes, sites } from '#analysis/report/codes.ts'
import type { Dataset } from '../part10.ts'
import { codeDataset } from '../sr/items.ts'

export const segmentNames = ['cavity', 'myocardium'] as const
export type SegmentName = (typeof segmentNames)[number]

interface SegmentLook {
  readonly label: string
  readonly description: string
  readonly type: Code
  /** CIELab in 16 bits each (PS3.3 C.10.7.1.1): red and green of the contours on our screen */
  readonly color: readonly [number, number, number]
}

const looks: Readonly<Record<SegmentName, SegmentLook>> = {
  cavity: {
    label: 'LV cavity',
    description: 'Pixels of which at least half lies within the endocardial contour',
    type: sites.leftVentricle,
    color: [35103, 47987, 41502],
  },
  myocardium: {
    label: 'LV myocardium',
    description: 'Pixels of which at least half lies within the epicardial contour and that are not cavity',
    type: sites.leftVentricularMyocardium,
    color: [43630, 22342, 38663],
  },
}

/** @param trackingUid  the same for the same part of the heart in every object of a read */
export function segmentDataset(name: SegmentName, number: number, trackingUid: string): Dataset {
  const { label, description, type, color } = looks[name]
  return {
    SegmentNumber: number,
    SegmentLabel: label,
    SegmentDescription: description,
    SegmentAlgorithmType: 'MANUAL',
    SegmentedPropertyCategoryCodeSequence: [codeDataset(segmentCodes.anatomicalStructure)],
    SegmentedPropertyTypeCodeSequence: [codeDataset(type)],
    TrackingID: label,
    TrackingUID: trackingUid,
    RecommendedDisplayCIELabValue: color,
  }
}

export const segmentNamed = (type: Pick<Code, 'value' | 'scheme'>): SegmentName | undefined =>
  segmentNames.find(
    (name) => looks[name].type.value === type.value && looks[name].type.scheme === type.scheme,
  )
