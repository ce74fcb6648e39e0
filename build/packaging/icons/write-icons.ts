import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Edge lengths in pixels: those a Linux icon theme looks for, and those Windows reads from an .ico. */
const linuxSizes = [16, 32, 48, 64, 128, 256, 512];
const windowsSizes = [16, 24, 32, 48, 64, 128, 256];

/**
 * An .ico file out of PNG pictures, as Windows Vista and later read it: a directory of 16-byte entries, then the pictures.
 * Source: "The evolution of the ICO file format" (Microsoft, 2010), part 4.
 */
function icoOf(pictures: { size: number; png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * pictures.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  let offset = header.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([header, ...pictures.map(({ png }) => png)]);
}

/** Draws icon.svg in a size with librsvg (Debian: librsvg2-bin). */
function draw(size: number): Buffer {
  return execFileSync('rsvg-convert', ['-w', String(size), '-h', String(size), join(import.meta.dirname, 'icon.svg')]);
}

// Run after a change of icon.svg; the pictures are committed, so that packaging needs no drawing program.
for (const size of linuxSizes) writeFileSync(join(import.meta.dirname, 'linux', `${size}x${size}.png`), draw(size));
writeFileSync(join(import.meta.dirname, 'icon.ico'), icoOf(windowsSizes.map((size) => ({ size, png: draw(size) }))));
writeFileSync(join(import.meta.dirname, 'icon.png'), draw(1024));
