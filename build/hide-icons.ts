import type { Plugin } from 'vite';

const named = /"aria-label": icon\.name/;

/** Ant Design names its icons in English, whatever the language. Here they stand beside words or in named buttons: screen readers skip them. */
export function hideIcons(): Plugin {
  let hidden = false;
  return {
    name: 'hide-icons',
    transform: {
      filter: { id: /@ant-design\/icons\/es\/components\/AntdIcon\w*\.js$/, code: named },
      handler(code) {
        hidden = true;
        return { code: code.replace(named, '"aria-hidden": restProps["aria-label"] === undefined'), map: null };
      },
    },
    buildEnd(error) {
      if (error === undefined && !hidden) this.error('The icons no longer say their names as expected');
    },
  };
}
