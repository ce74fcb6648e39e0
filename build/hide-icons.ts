import type { Plugin } from 'vite';

const named = /"aria-label": icon\.name/;

/** Ant Design names its icons in English, whatever the language. Here they stand beside words or in named buttons: screen readers skip them. */
export function hideIcons(): Plugin {
  return {
    name: 'hide-icons',
    transform: {
      filter: { id: /@ant-design\/icons\/es\/components\/AntdIcon\.js$/ },
      handler(code) {
        if (!named.test(code)) this.error('AntdIcon no longer says its name as expected');
        return { code: code.replace(named, '"aria-hidden": restProps["aria-label"] === undefined'), map: null };
      },
    },
  };
}
