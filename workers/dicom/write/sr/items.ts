/**
 * Content items as datasets.
 * @source DICOM PS3.3 C.17.3 (content items), C.18 (value types)
 */
import type { Code } from '#analysis/report/codes.ts'
import type { ContentItem, NumItem, ReferencedImage, ReportContent } from '#analysis/report/items.ts'
import { decimalString } from '../encode/values.ts'
import type { Dataset } from '../part10.ts'
import { dicomDateTime, referencedSop } from '../result-header.ts'

export function contentDataset({ concept, template, children }: ReportContent): Dataset {
  return {
    ValueType: 'CONTAINER',
    ConceptNameCodeSequence: [codeDataset(concept)],
    ContinuityOfContent: 'SEPARATE',
    ContentTemplateSequence: [templateDataset(template)],
    ContentSequence: children.map(itemDataset),
  }
}

export const codeDataset = ({ value, scheme, meaning }: Code): Dataset => ({
  CodeValue: value,
  CodingSchemeDesignator: scheme,
  CodeMeaning: meaning,
})

const templateDataset = (identifier: string): Dataset => ({
  MappingResource: 'DCMR',
  TemplateIdentifier: identifier,
})

function itemDataset(item: ContentItem): Dataset {
  const children = item.children ?? []
  return {
    RelationshipType: item.relationship,
    ValueType: item.type,
    ...(item.concept ? { ConceptNameCodeSequence: [codeDataset(item.concept)] } : {}),
    ...valueDataset(item),
    ...(children.length > 0 ? { ContentSequence: children.map(itemDataset) } : {}),
  }
}

function valueDataset(item: ContentItem): Dataset {
  switch (item.type) {
    case 'CONTAINER':
      return {
        ContinuityOfContent: 'SEPARATE',
        ...(item.template === undefined ? {} : { ContentTemplateSequence: [templateDataset(item.template)] }),
      }
    case 'CODE':
      return { ConceptCodeSequence: [codeDataset(item.code)] }
    case 'TEXT':
      return { TextValue: item.text }
    case 'NUM':
      return numberDataset(item)
    case 'UIDREF':
      return { UID: item.uid }
    case 'PNAME':
      return { PersonName: item.name }
    case 'DATETIME':
      // In UTC without saying so: readers in use refuse an offset here. The concept says it.
      return { DateTime: dicomDateTime(item.at) }
    case 'IMAGE':
      return { ReferencedSOPSequence: [imageDataset(item.image)] }
    case 'SCOORD':
      return { GraphicType: item.points.length === 1 ? 'POINT' : 'POLYLINE', GraphicData: item.points.flat() }
  }
}

/** A number that 16 characters cannot say stands beside them as a double, so that it comes back bit for bit. */
function numberDataset({ measured }: NumItem): Dataset {
  if ('qualifier' in measured)
    return {
      MeasuredValueSequence: [],
      NumericValueQualifierCodeSequence: [codeDataset(measured.qualifier)],
    }
  const decimal = decimalString(measured.value)
  return {
    MeasuredValueSequence: [
      {
        NumericValue: decimal,
        ...(Number(decimal) === measured.value ? {} : { FloatingPointValue: measured.value }),
        MeasurementUnitsCodeSequence: [codeDataset(measured.unit)],
      },
    ],
  }
}

const imageDataset = (image: ReferencedImage): Dataset =>
  image.frame === undefined
    ? referencedSop(image)
    : { ...referencedSop(image), ReferencedFrameNumber: image.frame + 1 }
