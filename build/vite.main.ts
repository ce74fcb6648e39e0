import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const room = resolve(import.meta.dirname, '../electron');

/** The main process: one CommonJS file, because not every runtime's loader can import an ES module as the app. */
export default defineConfig({
  root: room,
  build: {
    ssr: true,
    outDir: resolve(import.meta.dirname, '../dist/electron'),
    // vite.electron.ts builds into the same folder first.
    emptyOutDir: false,
    target: 'node20',
    rollupOptions: {
      input: { main: resolve(room, 'main.ts') },
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      external: ['electron', /^node:/],
    },
  },
  ssr: { noExternal: true, external: ['electron'] },
});
