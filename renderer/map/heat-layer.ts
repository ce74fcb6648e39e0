import type { HeatBlock, HeatGrid } from '../../shared/analyses/heat/index.ts';
import { heatStrengths } from '../../shared/look/tokens.ts';
import type { CustomLayerInterface } from './engine.ts';
import type { HeatLook } from './picture.ts';

/** Cells uploaded in one frame: about 2 ms on an integrated GPU; larger grids arrive over several frames, then swap at once. */
const CELLS_PER_FRAME = 1_000_000;
/** Half floats end at 65504: densities are scaled so that the largest is this. */
const LARGEST_HALF = 32_768;
/** WebGL2 guarantees 256 layers in an array texture. */
const LAYERS_PER_TEXTURE = 256;

const vertexShader = `#version 300 es
precision highp float;
precision highp int;
uniform mat4 u_matrix;
uniform float u_side;
in vec2 a_corner;
in vec2 a_block;
out vec3 v_place;
void main() {
  v_place = vec3((a_corner * (u_side - 2.0) + 1.0) / u_side, float(gl_InstanceID));
  gl_Position = u_matrix * vec4(a_block + a_corner, 0.0, 1.0);
}`;

/** Classifies by absolute thresholds; edges are blended over one pixel, the first class fades in. */
const fragmentShader = `#version 300 es
precision highp float;
precision highp sampler2DArray;
uniform sampler2DArray u_density;
uniform float u_scale;
uniform float u_classes[6];
uniform vec3 u_ramp[6];
uniform float u_strengths[6];
uniform float u_opacity;
in vec3 v_place;
out vec4 color;
void main() {
  float density = texture(u_density, v_place).r * u_scale;
  float edge = max(fwidth(density) * 0.75, 1e-6);
  vec3 hue = u_ramp[0];
  float strength = u_strengths[0];
  for (int index = 1; index < 6; index++) {
    float above = smoothstep(u_classes[index] - edge, u_classes[index] + edge, density);
    hue = mix(hue, u_ramp[index], above);
    strength = mix(strength, u_strengths[index], above);
  }
  strength *= smoothstep(u_classes[0] - edge, max(u_classes[0] + edge, mix(u_classes[0], u_classes[1], 0.5)), density);
  float alpha = strength * u_opacity;
  color = vec4(hue * alpha, alpha);
}`;

/** Textures and block places of one grid on the GPU. */
interface Uploaded {
  grid: HeatGrid;
  side: number;
  originColumn: number;
  originRow: number;
  scale: number;
  pages: { texture: WebGLTexture; blocks: WebGLVertexArrayObject; buffer: WebGLBuffer; count: number }[];
  /** Blocks uploaded so far; drawn only when all are. */
  done: number;
}

export interface HeatLayer {
  layer: CustomLayerInterface;
  /** A new grid is uploaded beside the old one and replaces it when complete; the rest takes effect with the next frame. */
  setLook(look: HeatLook | null): void;
  /** Nothing is left to upload. */
  settled(): boolean;
}

/**
 * Draws a density grid in WebGL2: every block one layer of an R16F array texture on a quad in world coordinates, linearly
 * filtered, classified in the fragment shader.
 * @param repaint asks for another frame
 */
export function createHeatLayer(repaint: () => void): HeatLayer {
  let look: HeatLook | null = null;
  /** The look of the grid that is drawn: thresholds of a coming grid wait for it. */
  let shown: HeatLook | null = null;
  let gl: WebGL2RenderingContext | null = null;
  let program: Program | null = null;
  let drawn: Uploaded | null = null;
  let coming: Uploaded | null = null;

  const advance = (context: WebGL2RenderingContext, program: Program): void => {
    const grid = look?.grid ?? null;
    if (grid === null) {
      drop(context, drawn);
      drop(context, coming);
      drawn = null;
      coming = null;
      return;
    }
    if (drawn?.grid !== grid && coming?.grid !== grid) {
      drop(context, coming);
      coming = beginUpload(context, program, grid);
    }
    if (coming === null || coming.grid !== grid) return;
    uploadSome(context, coming);
    if (coming.done < grid.blocks.length) {
      repaint();
      return;
    }
    drop(context, drawn);
    drawn = coming;
    coming = null;
  };

  return {
    layer: {
      id: 'heat',
      type: 'custom',
      renderingMode: '2d',
      onAdd(_map, context) {
        gl = context;
        program = buildProgram(context);
      },
      onRemove() {
        if (gl === null) return;
        drop(gl, drawn);
        drop(gl, coming);
        if (program !== null) {
          gl.deleteProgram(program.handle);
          gl.deleteBuffer(program.corners);
        }
        gl = null;
        program = null;
        drawn = null;
        coming = null;
      },
      prerender(context) {
        if (program !== null) advance(context, program);
      },
      render(context, input) {
        if (look?.grid === drawn?.grid) shown = look;
        if (program === null || look === null || shown === null || drawn === null) return;
        drawBlocks(context, program, drawn, shown, input.defaultProjectionData.mainMatrix);
      },
    },
    setLook(next) {
      look = next;
      repaint();
    },
    settled: () => (look === null ? drawn === null : drawn?.grid === look.grid),
  };
}

interface Program {
  handle: WebGLProgram;
  corners: WebGLBuffer;
  uniform: Record<'matrix' | 'side' | 'density' | 'scale' | 'classes' | 'ramp' | 'strengths' | 'opacity', WebGLUniformLocation | null>;
}

function buildProgram(gl: WebGL2RenderingContext): Program | null {
  const handle = gl.createProgram();
  for (const [kind, source] of [
    [gl.VERTEX_SHADER, vertexShader],
    [gl.FRAGMENT_SHADER, fragmentShader],
  ] as const) {
    const shader = gl.createShader(kind);
    if (shader === null) return null;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(handle, shader);
    gl.deleteShader(shader);
  }
  gl.bindAttribLocation(handle, 0, 'a_corner');
  gl.bindAttribLocation(handle, 1, 'a_block');
  gl.linkProgram(handle);
  if (!gl.getProgramParameter(handle, gl.LINK_STATUS)) {
    // A lost context fails every link: the map is made anew then. Anything else is a bug in the shader.
    if (gl.isContextLost()) return null;
    throw new Error(gl.getProgramInfoLog(handle) ?? 'heat shader');
  }
  const corners = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.bufferData(gl.ARRAY_BUFFER, new Float32Array([0, 0, 1, 0, 0, 1, 1, 1]), gl.STATIC_DRAW);
  const at = (name: string): WebGLUniformLocation | null => gl.getUniformLocation(handle, `u_${name}`);
  return {
    handle,
    corners,
    uniform: {
      matrix: at('matrix'),
      side: at('side'),
      density: at('density'),
      scale: at('scale'),
      classes: at('classes'),
      ramp: at('ramp'),
      strengths: at('strengths'),
      opacity: at('opacity'),
    },
  };
}

function beginUpload(gl: WebGL2RenderingContext, program: Program, grid: HeatGrid): Uploaded {
  const side = grid.blockSize + 2;
  const originColumn = Math.min(...grid.blocks.map((block) => block.column), Number.MAX_SAFE_INTEGER);
  const originRow = Math.min(...grid.blocks.map((block) => block.row), Number.MAX_SAFE_INTEGER);
  const pages: Uploaded['pages'] = [];
  for (let from = 0; from < grid.blocks.length; from += LAYERS_PER_TEXTURE) {
    const blocks = grid.blocks.slice(from, from + LAYERS_PER_TEXTURE);
    const texture = gl.createTexture();
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, texture);
    gl.texStorage3D(gl.TEXTURE_2D_ARRAY, 1, gl.R16F, side, side, blocks.length);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D_ARRAY, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    pages.push({ texture, count: blocks.length, ...placeBlocks(gl, program, blocks, originColumn, originRow) });
  }
  return { grid, side, originColumn, originRow, scale: LARGEST_HALF / (grid.maxDensity || 1), pages, done: 0 };
}

function placeBlocks(
  gl: WebGL2RenderingContext,
  program: Program,
  blocks: HeatBlock[],
  originColumn: number,
  originRow: number,
): { blocks: WebGLVertexArrayObject; buffer: WebGLBuffer } {
  const array = gl.createVertexArray();
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, program.corners);
  gl.enableVertexAttribArray(0);
  gl.vertexAttribPointer(0, 2, gl.FLOAT, false, 0, 0);
  const buffer = gl.createBuffer();
  gl.bindBuffer(gl.ARRAY_BUFFER, buffer);
  const places = new Float32Array(blocks.flatMap((block) => [block.column - originColumn, block.row - originRow]));
  gl.bufferData(gl.ARRAY_BUFFER, places, gl.STATIC_DRAW);
  gl.enableVertexAttribArray(1);
  gl.vertexAttribPointer(1, 2, gl.FLOAT, false, 0, 0);
  gl.vertexAttribDivisor(1, 1);
  gl.bindVertexArray(null);
  return { blocks: array, buffer };
}

function uploadSome(gl: WebGL2RenderingContext, uploaded: Uploaded): void {
  const { grid, side, scale } = uploaded;
  const cells = side * side;
  const until = Math.min(grid.blocks.length, uploaded.done + Math.max(1, Math.floor(CELLS_PER_FRAME / cells)));
  const scaled = new Float32Array(cells);
  gl.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
  gl.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
  for (; uploaded.done < until; uploaded.done++) {
    const values = grid.blocks[uploaded.done]!.values;
    for (let cell = 0; cell < cells; cell++) scaled[cell] = values[cell]! * scale;
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, uploaded.pages[Math.floor(uploaded.done / LAYERS_PER_TEXTURE)]!.texture);
    gl.texSubImage3D(gl.TEXTURE_2D_ARRAY, 0, 0, 0, uploaded.done % LAYERS_PER_TEXTURE, side, side, 1, gl.RED, gl.FLOAT, scaled);
  }
}

function drawBlocks(
  gl: WebGL2RenderingContext,
  program: Program,
  uploaded: Uploaded,
  look: HeatLook,
  worldMatrix: ArrayLike<number>,
): void {
  const blockMercator = uploaded.grid.cellMercator * uploaded.grid.blockSize;
  // Blocks are counted from the grid's north-west corner, in whole numbers that a float holds exactly: no shimmer when close.
  const matrix = blockMatrix(worldMatrix, uploaded.originColumn * blockMercator, uploaded.originRow * blockMercator, blockMercator);
  // biome-ignore lint/correctness/useHookAtTopLevel: a WebGL call, not a React hook.
  gl.useProgram(program.handle);
  gl.uniformMatrix4fv(program.uniform.matrix, false, matrix);
  gl.uniform1f(program.uniform.side, uploaded.side);
  gl.uniform1i(program.uniform.density, 0);
  gl.uniform1f(program.uniform.scale, 1 / uploaded.scale);
  gl.uniform1fv(program.uniform.classes, Float32Array.from(look.classes));
  gl.uniform3fv(program.uniform.ramp, Float32Array.from(look.ramp.flatMap(rgbOf)));
  gl.uniform1fv(program.uniform.strengths, heatStrengths);
  gl.uniform1f(program.uniform.opacity, look.opacity);
  gl.activeTexture(gl.TEXTURE0);
  gl.disable(gl.DEPTH_TEST);
  gl.disable(gl.STENCIL_TEST);
  gl.disable(gl.CULL_FACE);
  for (const page of uploaded.pages) {
    gl.bindTexture(gl.TEXTURE_2D_ARRAY, page.texture);
    gl.bindVertexArray(page.blocks);
    gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, page.count);
  }
  gl.bindVertexArray(null);
  gl.bindTexture(gl.TEXTURE_2D_ARRAY, null);
}

/** World matrix · translate(x, y) · scale(side), in doubles: what reaches the GPU is already close to the eye. */
export function blockMatrix(world: ArrayLike<number>, x: number, y: number, side: number): Float32Array {
  const out = new Float32Array(16);
  for (let row = 0; row < 4; row++) {
    out[row] = world[row]! * side;
    out[4 + row] = world[4 + row]! * side;
    out[8 + row] = world[8 + row]!;
    out[12 + row] = world[row]! * x + world[4 + row]! * y + world[12 + row]!;
  }
  return out;
}

function drop(gl: WebGL2RenderingContext, uploaded: Uploaded | null): void {
  for (const page of uploaded?.pages ?? []) {
    gl.deleteTexture(page.texture);
    gl.deleteVertexArray(page.blocks);
    gl.deleteBuffer(page.buffer);
  }
}

function rgbOf(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255];
}
