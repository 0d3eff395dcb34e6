/** A map that was made here, over the images of its own kind that lie in its plane: coloured where it has a number. */
import { useMemo } from 'react'
import { wallRegion } from '#analysis/mapping/regions.ts'
import { pixelStatus } from '#analysis/mapping/relaxation.ts'
import { samePlane } from '#analysis/mapping/same-plane.ts'
import type { AnalysisDetails, MapSlice } from '#contract/analysis-documents/details.ts'
import { detailsOf, useKnownAnalysis } from '../../analyses/analyses.ts'
import { colourOf, type ScaleRange } from '../../charts/colours.ts'
import { useTexts } from '../../texts/texts.ts'
import { useLaidOver } from '../../viewport/laid-over.ts'
import { useLayer } from '../../viewport/use-layer.ts'
import type { OnScreen } from '../../viewport/viewport-surface.ts'
import { digitsOf } from '../numbers/formats.ts'
import { unitOf } from '../numbers/words.ts'
import { layOver, pixelPicture } from '../overlays/pixel-picture.ts'
import { numberText } from '../quantities.ts'
import { endsOf, isOver, type MapExtent, type Parameter, parameterLooks, useMapLook } from './map-look.ts'

export function MapLayer() {
  const { details } = useKnownAnalysis('mapping')
  const texts = useTexts().panels.mapping
  const look = useMapLook()
  const { parameter, extent, opacity } = look
  const [from, to] = endsOf(look, parameter)
  const pictures = useMemo(
    () =>
      picturesOf(mapsOf(details, parameter), extent, { scale: parameterLooks[parameter].scale, from, to }),
    [details, parameter, extent, from, to],
  )
  const mapOn = ({ stack, frame }: OnScreen) => {
    const { plane } = frame.facts
    return plane && isOver(look, stack.role)
      ? pictures.find(({ map }) => samePlane(map.plane, plane))
      : undefined
  }
  useLayer('overlays', (context, shown) => {
    const here = mapOn(shown)
    if (!here) return false
    layOver(context, shown.transform, here.picture(), opacity)
    return true
  })
  useLaidOver((shown, [x, y]) => {
    const here = mapOn(shown)?.map
    const [column, row] = [Math.round(x), Math.round(y)]
    if (!here || column < 0 || column >= here.plane.columns) return undefined
    const pixel = row * here.plane.columns + column
    const value = here.value[pixel]
    if (value === undefined || here.status[pixel] !== pixelStatus.fitted) return undefined
    const name = texts.names[parameter] ?? parameter
    return `${name} ${numberText(value, digitsOf(parameter))} ${unitOf(parameter)}`
  })
  return null
}

export function mapsOf(details: readonly AnalysisDetails[], parameter: Parameter): readonly MapSlice[] {
  if (parameter === 'ecv') return detailsOf({ details }, 'ecv').flatMap(({ maps }) => maps)
  return detailsOf({ details }, 'mapping').flatMap((one) => (one.parameter === parameter ? one.maps : []))
}

/** Each is made when its image is first seen. */
function picturesOf(maps: readonly MapSlice[], extent: MapExtent, range: ScaleRange) {
  return maps.map((map) => {
    let made: HTMLCanvasElement | undefined
    return {
      map,
      picture: (): HTMLCanvasElement => {
        made ??= pixelPicture(map.plane, pixelsOf(map, extent), (i) =>
          map.status[i] === pixelStatus.fitted ? colourOf(range, map.value[i] ?? 0) : undefined,
        )
        return made
      },
    }
  })
}

/** Of the wall, or where none is drawn of the whole map. */
function pixelsOf({ drawn, plane, value }: MapSlice, extent: MapExtent): Iterable<number> {
  const wall = extent === 'wall' ? wallRegion(drawn, plane, 0) : undefined
  return wall?.measured ? wall.value : value.keys()
}
