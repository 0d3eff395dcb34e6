/** What stands in a scene: solids with a colour a vertex, lines, and planes with or without an image on them. */
import vtkDataArray from '@kitware/vtk.js/Common/Core/DataArray.js'
import vtkImageData from '@kitware/vtk.js/Common/DataModel/ImageData.js'
import vtkPolyData from '@kitware/vtk.js/Common/DataModel/PolyData.js'
import vtkActor from '@kitware/vtk.js/Rendering/Core/Actor.js'
import vtkMapper from '@kitware/vtk.js/Rendering/Core/Mapper.js'
import vtkTexture from '@kitware/vtk.js/Rendering/Core/Texture.js'
import type { PatientPoint } from '#analysis/geometry/plane.ts'
import type { Solid } from './solid.ts'

export type Red0To1 = readonly [red: number, green: number, blue: number]

export interface SolidPicture {
  readonly kind: 'solid'
  readonly solid: Solid
  /** red, green, blue of each vertex */
  readonly colours: Uint8Array
  /** 1 hides what is behind */
  readonly opacity: number
}

export interface LinePicture {
  readonly kind: 'lines'
  /** x, y, z of one point after the other */
  readonly points: Float32Array
  /** of each line the number of its points, then the points */
  readonly lines: Uint32Array
  readonly colour: Red0To1
  readonly width: number
  readonly opacity: number
}

export interface GreyPicture {
  readonly columns: number
  readonly rows: number
  /** red, green, blue, row by row from the upper left corner */
  readonly rgb: Uint8Array
}

export interface PlanePicture {
  readonly kind: 'plane'
  /** upper left, upper right, lower right, lower left of the image */
  readonly corners: readonly [PatientPoint, PatientPoint, PatientPoint, PatientPoint]
  readonly image: GreyPicture
  readonly opacity: number
}

export type Picture = SolidPicture | LinePicture | PlanePicture

/** 'other': another body is needed */
export type Update = 'changed' | 'same' | 'other'

export interface Body {
  readonly actor: vtkActor
  /** place among those that are drawn one after the other */
  readonly order: number
  /** What is not another stays as it is on the graphics processor. */
  update(picture: Picture): Update
  dispose(): void
}

export function bodyOf(picture: Picture): Body {
  switch (picture.kind) {
    case 'solid':
      return solidBody(picture)
    case 'lines':
      return lineBody(picture)
    case 'plane':
      return planeBody(picture)
  }
}

/** What stands for the points and faces of `data`; its own depth decides what hides what. */
function standing(data: vtkPolyData, withColours: boolean) {
  const mapper = vtkMapper.newInstance()
  mapper.setInputData(data)
  if (withColours) mapper.setColorModeToDirectScalars()
  else mapper.setScalarVisibility(false)
  const actor = vtkActor.newInstance()
  actor.setMapper(mapper)
  actor.setForceOpaque(true)
  const property = actor.getProperty()
  if (!withColours) property.setLighting(false)
  const dispose = (): void => {
    actor.delete()
    mapper.delete()
    data.delete()
  }
  return { actor, property, dispose }
}

const seeThrough = 2

function solidBody(first: SolidPicture): Body {
  const data = vtkPolyData.newInstance()
  // drawn after all others, with its far side left out: that needs no sorting and no second pass over the picture
  const { actor, property, dispose } = standing(data, true)
  property.setAmbient(0.22)
  property.setDiffuse(0.8)
  property.setSpecular(0.07)
  property.setSpecularPower(18)
  const isThrough = first.opacity < 1
  property.setBackfaceCulling(isThrough)
  let shown: SolidPicture | undefined
  const put = (next: SolidPicture): Update => {
    const { solid, colours, opacity } = next
    const before = shown
    shown = next
    if (before?.solid === solid && before.colours === colours && before.opacity === opacity) return 'same'
    property.setOpacity(opacity)
    if (solid !== before?.solid) {
      data.getPoints().setData(solid.positions, 3)
      if (!before || !sameNumbers(solid.triangles, before.solid.triangles))
        data.getPolys().setData(cellsOf(solid.triangles))
      data
        .getPointData()
        .setNormals(
          vtkDataArray.newInstance({ name: 'Normals', values: solid.normals, numberOfComponents: 3 }),
        )
      data.getPoints().modified()
    }
    data
      .getPointData()
      .setScalars(vtkDataArray.newInstance({ name: 'Colours', values: colours, numberOfComponents: 3 }))
    data.modified()
    return 'changed'
  }
  put(first)
  return {
    actor,
    order: isThrough ? seeThrough : 0,
    update(picture) {
      return picture.kind === 'solid' && picture.opacity < 1 === isThrough ? put(picture) : 'other'
    },
    dispose,
  }
}

/** Surfaces of one border through the beat are mostly cut into the same triangles, and planes stand still. */
function sameNumbers(a: Float32Array | Uint32Array, b: Float32Array | Uint32Array): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
}

function cellsOf(triangles: Uint32Array): Uint32Array {
  const cells = new Uint32Array((4 * triangles.length) / 3)
  for (let i = 0, to = 0; i < triangles.length; i += 3, to += 4) {
    cells[to] = 3
    cells.set(triangles.subarray(i, i + 3), to + 1)
  }
  return cells
}

function lineBody(first: LinePicture): Body {
  const data = vtkPolyData.newInstance()
  const { actor, property, dispose } = standing(data, false)
  let shown: LinePicture | undefined
  const put = (next: LinePicture): Update => {
    const { points, lines, colour, width, opacity } = next
    const before = shown
    shown = next
    const samePoints = before !== undefined && sameNumbers(points, before.points)
    const sameLines = before !== undefined && sameNumbers(lines, before.lines)
    const sameLook =
      before?.width === width &&
      before.opacity === opacity &&
      colour.every((channel, k) => channel === before.colour[k])
    if (samePoints && sameLines && sameLook) return 'same'
    property.setColor(...colour)
    property.setLineWidth(width)
    property.setOpacity(opacity)
    if (!sameLines) data.getLines().setData(lines)
    if (!samePoints) data.getPoints().setData(points, 3)
    if (samePoints && sameLines) return 'changed'
    data.getPoints().modified()
    data.modified()
    return 'changed'
  }
  put(first)
  return {
    actor,
    order: 1,
    update(picture) {
      return picture.kind === 'lines' ? put(picture) : 'other'
    },
    dispose,
  }
}

function planeBody(first: PlanePicture): Body {
  const data = vtkPolyData.newInstance()
  data.getPolys().setData(Uint32Array.from([4, 0, 1, 2, 3]))
  data.getPointData().setTCoords(
    vtkDataArray.newInstance({
      name: 'Texture',
      values: Float32Array.from([0, 0, 1, 0, 1, 1, 0, 1]),
      numberOfComponents: 2,
    }),
  )
  const { actor, property, dispose } = standing(data, false)
  // its types leave out what all objects of the library have
  const texture = vtkTexture.newInstance({ resizable: true }) as vtkTexture &
    Pick<vtkActor, 'delete' | 'modified'>
  texture.setInterpolate(true)
  texture.setEdgeClamp(true)
  actor.addTexture(texture)
  const pixels = vtkImageData.newInstance()
  texture.setInputData(pixels)
  let shown: PlanePicture | undefined
  const put = (next: PlanePicture): Update => {
    const { corners, image, opacity } = next
    const before = shown
    shown = next
    const samePlace = corners.every((corner, k) =>
      corner.every((value, c) => value === before?.corners[k]?.[c]),
    )
    if (samePlace && before?.image === image && before.opacity === opacity) return 'same'
    property.setOpacity(opacity)
    if (!samePlace) {
      data.getPoints().setData(Float32Array.from(corners.flat()), 3)
      data.getPoints().modified()
      data.modified()
    }
    if (image !== before?.image) {
      pixels.setDimensions(image.columns, image.rows, 1)
      pixels
        .getPointData()
        .setScalars(vtkDataArray.newInstance({ name: 'Grey', values: image.rgb, numberOfComponents: 3 }))
      // a texture looks at its own time, not at that of its pixels
      pixels.modified()
      texture.modified()
    }
    return 'changed'
  }
  put(first)
  return {
    actor,
    order: 0,
    update(picture) {
      return picture.kind === 'plane' ? put(picture) : 'other'
    },
    dispose() {
      dispose()
      texture.delete()
    },
  }
}
