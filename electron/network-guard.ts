import type { App, Session } from 'electron';
import type { Log } from './log.ts';

const allowedSchemes = ['app:', 'devtools:', 'blob:', 'data:'];

/** Whether a request stays inside this process and this machine's files. */
export function staysInside(url: string): boolean {
  return allowedSchemes.some((scheme) => url.startsWith(scheme));
}

/** Switches for Chromium's own services, which would otherwise call home. Before `ready`. */
export function turnOffBackgroundNetworking(app: App): void {
  for (const name of [
    'disable-background-networking',
    'disable-component-update',
    'disable-domain-reliability',
    'disable-sync',
    'disable-quic',
    'no-pings',
    'no-first-run',
  ]) {
    app.commandLine.appendSwitch(name);
  }
  app.commandLine.appendSwitch(
    'disable-features',
    'MediaRouter,OptimizationHints,Translate,AutofillServerCommunication,CertificateTransparencyComponentUpdater',
  );
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}

/** Cancels, and logs, every request that would leave the app. */
export function denyNetwork(session: Session, log: Log): void {
  session.setSpellCheckerEnabled(false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const inside = staysInside(details.url);
    if (!inside) log.warn(`request refused: ${details.method} ${details.url}`);
    answer({ cancel: !inside });
  });
}
