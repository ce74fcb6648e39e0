import { configure, type RenderResult, render } from '@testing-library/react';
import { ConfigProvider } from 'antd';
import type { ReactElement } from 'react';
import { I18nextProvider } from 'react-i18next';
import type { Language } from '../../shared/ipc/index.ts';
import { translationsOf } from '../i18n.ts';

// What comes comes late on a busy machine.
configure({ asyncUtilTimeout: 15_000 });

/** Draws a part of the screen as the app would: with its texts, and without motion so that a test need not wait for it. */
export async function renderScreen(part: ReactElement, language: Language = 'zh-CN'): Promise<RenderResult> {
  return render(
    <I18nextProvider i18n={translationsOf(language)}>
      <ConfigProvider theme={{ token: { motion: false } }} button={{ autoInsertSpace: false }}>
        {part}
      </ConfigProvider>
    </I18nextProvider>,
  );
}
