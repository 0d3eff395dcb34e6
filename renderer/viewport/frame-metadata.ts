/**
 * Tells cornerstone about our frames. Its loader asks by image id for plane, pixel layout, rescale and window;
 * the answers come from the index that main made, so that the window never parses DICOM.
 */
import type { StackFrame } from '#analysis/protocol/stack.ts'

const described = new Map<string, StackFrame>()

export function describeFrame(imageId: string, frame: StackFrame): void {
  described.set(imageId, frame)
}

export function forgetFrame(imageId: string): void {
  described.delete(imageId)
}

/** Of frames that are known now; a closed study leaves none. */
export const describedFrames = (): number => described.size

/** A metadata provider in cornerstone's sense: undefined means "ask the next one". */
export function frameMetadata(module: string, imageId: string): object | undefined {
  const frame = described.get(imageId)
  if (!frame) return undefined
  switch (module) {
    case 'imagePixelModule':
      return imagePixel(frame)
    case 'imagePlaneModule':
      return imagePlane(frame)
    case 'modalityLutModule':
      return { rescaleSlope: frame.facts.rescaleSlope, rescaleIntercept: frame.facts.rescaleIntercept }
    case 'voiLutModule': {
      const { window } = frame.facts
      return window ? { windowCenter: [window.center], windowWidth: [window.width] } : {}
    }
    case 'generalSeriesModule':
      return { modality: frame.instance.modality, seriesInstanceUID: frame.instance.seriesUid }
    case 'sopCommonModule':
      return { sopClassUID: frame.instance.sopClassUid, sopInstanceUID: frame.instance.sopInstanceUid }
    case 'transferSyntax':
      return { transferSyntaxUID: frame.instance.transferSyntaxUid }
    case 'calibrationModule':
      return {}
    default:
      return undefined
  }
}

function imagePixel({ instance }: StackFrame): object {
  const { pixels } = instance
  return {
    samplesPerPixel: pixels.samplesPerPixel,
    photometricInterpretation: pixels.photometricInterpretation,
    planarConfiguration: 0,
    rows: pixels.rows,
    columns: pixels.columns,
    bitsAllocated: pixels.bitsAllocated,
    bitsStored: pixels.bitsStored,
    highBit: pixels.highBit,
    pixelRepresentation: pixels.signed ? 1 : 0,
  }
}

function imagePlane({ instance, facts }: StackFrame): object | undefined {
  const { plane } = facts
  if (!plane) return undefined
  return {
    frameOfReferenceUID: instance.frameOfReferenceUid,
    rows: plane.rows,
    columns: plane.columns,
    imageOrientationPatient: [...plane.rowDirection, ...plane.columnDirection],
    rowCosines: [...plane.rowDirection],
    columnCosines: [...plane.columnDirection],
    imagePositionPatient: [...plane.position],
    pixelSpacing: [plane.rowSpacing, plane.columnSpacing],
    rowPixelSpacing: plane.rowSpacing,
    columnPixelSpacing: plane.columnSpacing,
    usingDefaultValues: false,
  }
}
