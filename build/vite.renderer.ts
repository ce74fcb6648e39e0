import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { hideIcons } from './hide-icons.ts';
import { preloadFont } from './preload-font.ts';

const root = resolve(import.meta.dirname, '../renderer');

export default defineConfig({
  root,
  base: './',
  plugins: [react(), hideIcons(), preloadFont()],
  worker: { format: 'es' },
  build: {
    outDir: resolve(import.meta.dirname, '../dist/renderer'),
    emptyOutDir: true,
    target: 'chrome130',
    chunkSizeWarningLimit: 4000,
    assetsInlineLimit: 0,
    // What the first picture and a later part share is one piece: no two pieces then need each other, and none waits for the entry.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'base', minShareCount: 2 }] } } },
  },
});
