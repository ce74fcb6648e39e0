import './fonts.css';
import './app.css';
import './components/controls.css';
import { createRoot } from 'react-dom/client';
import { App, reportError } from './app.tsx';
import { commitPlacing } from './commands/commit-placing.ts';
import { listenForKeys } from './commands/dispatch-keys.ts';
import { hasCommand } from './commands/index.ts';
import { runCommandFromOutside } from './commands/run-command.ts';
import { sayNews } from './commands/say-news.ts';
import { giveStylesNonce } from './give-styles-nonce.ts';
import { host } from './host/host.ts';
import { startSession } from './session.ts';
import { preferencesStore, setAppInfo } from './state/preferences.ts';
import { openDialog } from './state/screen.ts';

window.addEventListener('error', ({ error, message }) => reportError(error ?? message, 'window'));
window.addEventListener('unhandledrejection', ({ reason }) => reportError(reason, 'promise'));

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no root element');
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
giveStylesNonce(nonce);

setAppInfo(await host().windows.info(null));
if (preferencesStore.getState().app?.role === 'main') {
  listenForKeys(document);
  host().on('command', ({ id }) => {
    if (hasCommand(id)) runCommandFromOutside(id);
  });
  commitPlacing();
  sayNews();
}
const session = startSession();
createRoot(root).render(<App nonce={nonce} />);
if (preferencesStore.getState().app?.role === 'main' && !preferencesStore.getState().app?.operatorAsked) openDialog({ kind: 'operator' });
await session;
