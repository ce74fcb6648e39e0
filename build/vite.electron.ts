import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const room = resolve(import.meta.dirname, '../electron');

/** The record's process and its worker threads: ES modules for Electron 33 and later. */
export default defineConfig({
  root: room,
  build: {
    ssr: true,
    outDir: resolve(import.meta.dirname, '../dist/electron'),
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      input: {
        'record-process': resolve(room, 'record/record-process.ts'),
        'backup-worker': resolve(room, 'record/backups/backup-worker.ts'),
        'intake-worker': resolve(room, 'intake/intake-worker.ts'),
        'response-worker': resolve(room, 'response/response-worker.ts'),
      },
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      external: ['electron', /^node:/, '@photostructure/sqlite'],
    },
  },
  ssr: { noExternal: true, external: ['electron', '@photostructure/sqlite'] },
});
