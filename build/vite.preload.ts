import { resolve } from 'node:path';
import { defineConfig } from 'vite';

/** A sandboxed preload is one CommonJS file. */
export default defineConfig({
  build: {
    lib: { entry: resolve(import.meta.dirname, '../electron/preload.ts'), formats: ['cjs'], fileName: () => 'preload.cjs' },
    outDir: resolve(import.meta.dirname, '../dist/preload'),
    emptyOutDir: true,
    target: 'chrome130',
    rollupOptions: { external: ['electron'] },
  },
});
