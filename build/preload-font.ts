import type { Plugin } from 'vite';

/** Has the page fetch its font beside its program: the map waits for both. */
export function preloadFont(): Plugin {
  return {
    name: 'preload-font',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => file.endsWith('.ttf'))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/ttf', href: `./${file}`, crossorigin: true },
            injectTo: 'head' as const,
          })),
    },
  };
}
