import type { Call, WindowRole } from '../../shared/ipc/index.ts';
import { estimateBytes } from './estimate-bytes.ts';

export type Refusal = 'sender' | 'role' | 'size' | 'request';

/** Who calls, as the main process sees it; nothing here comes from the page itself. */
export interface Sender {
  /** URL of the calling frame; null when the frame is already gone. */
  url: string | null;
  mainFrame: boolean;
  role: WindowRole | null;
}

/** Checks one call: the app's own main frame, a role the call allows, a size it may have, a request its schema accepts. */
export function checkCall<Request>(
  call: Call<Request>,
  sender: Sender,
  request: unknown,
): { ok: true; request: Request; role: WindowRole } | { ok: false; refusal: Refusal } {
  if (!sender.mainFrame || sender.role === null || !sender.url?.startsWith('app://main/')) return { ok: false, refusal: 'sender' };
  if (!call.roles.includes(sender.role)) return { ok: false, refusal: 'role' };
  if (estimateBytes(request, call.maxBytes) > call.maxBytes) return { ok: false, refusal: 'size' };
  const parsed = call.request.safeParse(request);
  return parsed.success ? { ok: true, request: parsed.data, role: sender.role } : { ok: false, refusal: 'request' };
}
