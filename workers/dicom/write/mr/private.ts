/**
 * Private elements of a vendor: a block that its creator claims, and elements in it.
 * @source DICOM PS3.5 7.8.1
 */
import type { Dataset, ElementValue } from '../part10.ts'

/** The first block of a group is (gggg,10xx), claimed by (gggg,0010). */
const block = '10'

/**
 * @param group  four hexadecimal digits, odd
 * @param elements  the two lower digits and the VR, as '34 SL', to the value
 */
export function privateBlock(
  creator: string,
  group: string,
  elements: Readonly<Record<string, ElementValue>>,
): Dataset {
  const written = Object.entries(elements).map(([name, value]): [string, ElementValue] => {
    const [element = '', vr = ''] = name.split(' ')
    return [`(${group},${block}${element})${vr}`, value]
  })
  return { [`(${group},00${block})LO`]: creator, ...Object.fromEntries(written) }
}
