/**
 * The WebGL program that draws a frame in grey. One triangle covers the canvas; for each device pixel the shader
 * computes the index point that our transform puts there and interpolates between the four pixel centres around
 * it. No corner is rounded by the rasteriser and no weight by the texture unit, so that the image lies where the
 * transform says, to float precision.
 */
import type { GreyScale } from './picture.ts'

const vertexSource = `#version 300 es
in vec2 corner;
void main() { gl_Position = vec4(corner, 0.0, 1.0); }`

/**
 * index = origin + x · right + y · up; grey = (value − low) · gain. What lies outside the image, pixel borders
 * included, is black.
 */
const fragmentSource = `#version 300 es
precision highp float;
precision highp sampler2D;
uniform sampler2D values;
uniform vec2 right;
uniform vec2 up;
uniform vec2 origin;
uniform float low;
uniform float gain;
uniform bool inverted;
uniform bool smoothed;
out vec4 colour;
void main() {
  ivec2 last = textureSize(values, 0) - 1;
  vec2 index = origin + gl_FragCoord.x * right + gl_FragCoord.y * up;
  if (any(lessThan(index, vec2(-0.5))) || any(greaterThan(index, vec2(last) + 0.5))) {
    colour = vec4(0.0, 0.0, 0.0, 1.0);
    return;
  }
  vec2 base = floor(smoothed ? index : index + 0.5);
  vec2 weight = smoothed ? index - base : vec2(0.0);
  ivec2 near = clamp(ivec2(base), ivec2(0), last);
  ivec2 far = clamp(ivec2(base) + 1, ivec2(0), last);
  float above = mix(texelFetch(values, near, 0).r, texelFetch(values, ivec2(far.x, near.y), 0).r, weight.x);
  float below = mix(texelFetch(values, ivec2(near.x, far.y), 0).r, texelFetch(values, far, 0).r, weight.x);
  float grey = clamp((mix(above, below, weight.y) - low) * gain, 0.0, 1.0);
  colour = vec4(vec3(inverted ? 1.0 - grey : grey), 1.0);
}`

type Pair = readonly [columns: number, rows: number]

export interface GreyUniforms extends GreyScale {
  /** of the index, by one device pixel to the right and by one upwards */
  readonly right: Pair
  readonly up: Pair
  /** index in the lower left corner of the canvas */
  readonly origin: Pair
  /** interpolated, or each pixel as a square */
  readonly smooth: boolean
}

export interface GreyProgram {
  /** one float a pixel, row by row */
  upload(values: Float32Array, columns: number, rows: number): void
  /** draws the uploaded image on the whole canvas */
  draw(uniforms: GreyUniforms): void
}

/** A triangle that reaches beyond the canvas on two sides. */
const oneTriangle = new Float32Array([-1, -1, 3, -1, -1, 3])

/** @throws Error when the driver refuses the program: its log is the message */
export function greyProgram(gl: WebGL2RenderingContext): GreyProgram {
  const program = linked(gl)
  // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's word, no hook of React
  gl.useProgram(program)
  gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer())
  gl.bufferData(gl.ARRAY_BUFFER, oneTriangle, gl.STATIC_DRAW)
  const corner = gl.getAttribLocation(program, 'corner')
  gl.enableVertexAttribArray(corner)
  gl.vertexAttribPointer(corner, 2, gl.FLOAT, false, 0, 0)
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER]) {
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.NEAREST)
  }
  const place = (name: string) => gl.getUniformLocation(program, name)
  const places = {
    right: place('right'),
    up: place('up'),
    origin: place('origin'),
    low: place('low'),
    gain: place('gain'),
    inverted: place('inverted'),
    smoothed: place('smoothed'),
  }
  return {
    upload(values, columns, rows) {
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.R32F, columns, rows, 0, gl.RED, gl.FLOAT, values)
    },
    draw({ right, up, origin, low, gain, inverted, smooth }) {
      gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
      gl.uniform2f(places.right, ...right)
      gl.uniform2f(places.up, ...up)
      gl.uniform2f(places.origin, ...origin)
      gl.uniform1f(places.low, low)
      gl.uniform1f(places.gain, gain)
      gl.uniform1i(places.inverted, inverted ? 1 : 0)
      gl.uniform1i(places.smoothed, smooth ? 1 : 0)
      gl.drawArrays(gl.TRIANGLES, 0, 3)
    },
  }
}

function linked(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertexSource],
    [gl.FRAGMENT_SHADER, fragmentSource],
  ] as const) {
    const shader = gl.createShader(kind)
    if (!shader) throw new Error('WebGL made no shader')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) {
    throw new Error(`the grey program does not link: ${gl.getProgramInfoLog(program)}`)
  }
  return program
}
