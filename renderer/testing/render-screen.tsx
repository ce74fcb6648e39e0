import { type RenderResult, render } from '@testing-library/react';
import { ConfigProvider } from 'antd';
import type { ReactElement } from 'react';
import type { Language } from '../../shared/ipc/index.ts';
import { changeLanguage, startTranslations } from '../i18n.ts';

let started = false;

/** Draws a part of the screen as the app would: with its texts, and without motion so that a test need not wait for it. */
export async function renderScreen(part: ReactElement, language: Language = 'zh-CN'): Promise<RenderResult> {
  if (!started) await startTranslations(language);
  started = true;
  await changeLanguage(language);
  return render(
    <ConfigProvider theme={{ token: { motion: false } }} button={{ autoInsertSpace: false }}>
      {part}
    </ConfigProvider>,
  );
}
