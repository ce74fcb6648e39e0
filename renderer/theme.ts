import { type ThemeConfig, theme } from 'antd';
import type { Theme } from '../shared/ipc/windows.ts';
import { bivariateColors } from '../shared/look/analysis-colors.ts';
import { fontFamily, tokens, typeSizes } from '../shared/look/tokens.ts';

/** antd's tokens from the shared palette. Panels carry one soft shadow and no inner borders; motion is short. */
export function antdTheme(name: Theme, reducedMotion: boolean): ThemeConfig {
  const palette = tokens[name];
  const shadow = name === 'light' ? '0 2px 12px rgba(27, 35, 48, 0.12)' : '0 2px 14px rgba(0, 0, 0, 0.5)';
  const { accent, danger, good, warning } = palette;
  /** antd derives muted colours of its own from what it is given, too weak for words on dark ground: these stay as they are. */
  const exactly: Exclude<NonNullable<ThemeConfig['algorithm']>, unknown[]> = (_seed, derived) => ({
    ...derived!,
    colorPrimary: accent,
    // The ring of what has the focus.
    colorPrimaryBorder: accent,
    colorInfo: accent,
    colorLink: accent,
    colorError: danger,
    colorErrorText: danger,
    colorSuccess: good,
    colorSuccessText: good,
    colorWarning: warning,
    colorWarningText: warning,
    ...(name === 'light' ? { ...pastels, ...deeper } : {}),
  });
  return {
    algorithm: [name === 'light' ? theme.defaultAlgorithm : theme.darkAlgorithm, exactly],
    token: {
      colorPrimary: palette.accent,
      colorInfo: palette.accent,
      colorError: palette.danger,
      colorSuccess: palette.good,
      colorWarning: palette.warning,
      colorLink: palette.accent,
      colorBgLayout: palette.ground,
      colorBgContainer: palette.panel,
      colorBgElevated: palette.panel,
      colorText: palette.text,
      colorTextHeading: palette.text,
      colorTextSecondary: palette.textMuted,
      colorTextTertiary: palette.textMuted,
      colorTextDescription: palette.textMuted,
      colorTextPlaceholder: palette.textMuted,
      colorTextQuaternary: palette.border,
      colorTextDisabled: palette.border,
      colorBorder: palette.border,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
      fontFamily,
      fontSize: typeSizes.body,
      fontSizeSM: typeSizes.table,
      fontSizeLG: typeSizes.section,
      lineHeight: 1.5,
      borderRadius: 6,
      borderRadiusLG: 8,
      borderRadiusSM: 4,
      controlHeight: 30,
      controlHeightSM: 24,
      boxShadow: shadow,
      boxShadowSecondary: shadow,
      motion: !reducedMotion,
      motionDurationFast: '0.08s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.12s',
      motionEaseOut: 'cubic-bezier(0, 0, 0.2, 1)',
      colorBgMask: name === 'light' ? 'rgba(27, 35, 48, 0.28)' : 'rgba(4, 8, 12, 0.55)',
    },
    components: {
      Tooltip: {
        colorBgSpotlight: name === 'light' ? '#1B2330' : '#2B3846',
        colorTextLightSolid: '#FFFFFF',
        fontSize: typeSizes.table,
      },
      Modal: { titleFontSize: typeSizes.section },
      Table: { cellFontSize: typeSizes.table, headerBg: 'transparent', headerColor: palette.textMuted, headerSplitColor: 'transparent' },
      Segmented: { trackBg: name === 'light' ? '#EEF1F4' : '#0E141B' },
      Slider: {
        handleSize: 10,
        handleSizeHover: 12,
        railSize: 4,
        railBg: palette.border,
        railHoverBg: palette.border,
        trackBg: accent,
        trackHoverBg: accent,
        handleColor: accent,
      },
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        ...(name === 'dark' ? { primaryColor: palette.ground, dangerColor: palette.ground } : {}),
      },
    },
  };
}

/** What lies behind good news and warnings on white: antd's own derivation from dark colours is grey. */
const pastels = {
  colorSuccessBg: '#E9F5F2',
  colorSuccessBorder: '#9CCFC6',
  colorWarningBg: '#FFF5E3',
  colorWarningBorder: '#E3BD83',
};

/** What the pointer is over: antd lightens it until its words are hard to read on white. */
const deeper = { colorPrimaryHover: '#17509F', colorLinkHover: '#17509F' };

/** The same palette as CSS custom properties, for plain .css files. */
export function applyPalette(root: HTMLElement, name: Theme): void {
  const palette = tokens[name];
  root.dataset.theme = name;
  root.style.setProperty('color-scheme', name);
  for (const [key, value] of Object.entries(palette)) root.style.setProperty(`--${kebab(key)}`, value);
  root.style.setProperty('--shadow', name === 'light' ? '0 2px 12px rgba(27, 35, 48, 0.12)' : '0 2px 14px rgba(0, 0, 0, 0.5)');
  root.style.setProperty('--worst', bivariateColors[name].at(-1)!);
  root.style.setProperty('--hover', name === 'light' ? 'rgba(27, 35, 48, 0.05)' : 'rgba(230, 235, 240, 0.07)');
  root.style.setProperty('--font', fontFamily);
}

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
