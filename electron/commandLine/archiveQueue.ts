import type { SendingView } from '../../core/contract/sendings.ts';
import { planIdSchema } from '../../core/contract/ids.ts';
import { nameKey } from '../host/store/identityKey.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { NO_PLAN, newestVersion } from './plans.ts';
import { withHost, withStore, IN_USE } from './library.ts';
import { CANCELLED, done, refused, usage, type Call, type Outcome } from './outcome.ts';

/** archive list: the archives that are configured; of passwords only whether there is one. */
export const listedArchives = (): Promise<Outcome> => withHost(async ({ host }) => {
  const listed = await host['archives.list']({});
  return listed.ok ? done({ archives: listed.value.archives }) : listed.failure;
});

/** archive queue: what is on its way and not there yet. */
export const queued = (): Promise<Outcome> => withStore(async ({ sendings }) => {
  const listed = sendings.list(null);
  return listed.ok ? done({ sendings: listed.value }) : refused({ code: listed.failure.code, message: 'The library cannot be read now. Try again.' });
});

/**
 * archive send PLAN --at NAME: the way that the window takes. It goes into the queue, and is waited for until it is there, is
 * refused, or one try has failed; then it stays in the queue.
 */
export async function sendPlan(call: Call, id: string): Promise<Outcome> {
  const { at, version } = call.options;
  if (typeof at !== 'string') return usage('archive send PLAN needs --at NAME: an archive that archive list names.');
  if (version !== undefined && !/^[1-9]\d{0,6}$/.test(String(version))) return usage('--version takes a whole number from 1.');
  const plan = planIdSchema.safeParse(id);
  if (!plan.success) return refused(NO_PLAN);
  return withHost(async (running) => {
    const { host } = running;
    const listed = await host['archives.list']({});
    const archive = listed.ok ? listed.value.archives.find(({ name }) => nameKey(name) === nameKey(at)) : undefined;
    if (archive === undefined) return refused({ code: 'archive/not-found', message: 'No archive is configured under this name. See archive list.' });
    const number = version === undefined ? await newestVersion(host, plan.data) : Number(version);
    if (number === null) return refused(NO_PLAN);
    const asked = await host['sendings.ask']({ plan: plan.data, version: number, archive: archive.id });
    if (!asked.ok) {
      const { code } = asked.failure;
      return refused(code === 'store/read-only' ? { code, message: IN_USE } : code === 'plan/not-found' ? NO_PLAN : { code, message: 'This cannot be sent now. See plan verify.' });
    }
    const cancel = (): void => { void host['sendings.cancel']({ id: asked.value.id }); };
    call.signal.addEventListener('abort', cancel, { once: true });
    const end = await whenTried(running, call, asked.value);
    if (end === null) return refused(CANCELLED);
    if (end.state === 'sent') return done({ sending: end });
    const stays = end.state === 'waiting' ? ' It stays in the queue, and is sent by the Fullmoon that runs next.' : '';
    return refused({ code: `sending/${end.state}`, message: `${end.reason ?? 'It was not sent.'}${stays}` });
  }, { sends: true });
}

/** Nothing more comes of it by itself. */
const ENDED: ReadonlySet<SendingView['state']> = new Set(['sent', 'refused', 'in-part', 'not-found']);

/** The sending once a try has ended; null where it was taken back. */
async function whenTried({ host, watch }: RunningHost, { say }: Call, { id, plan, attempts }: SendingView): Promise<SendingView | null> {
  for (let told = ''; ;) {
    const changed = Promise.withResolvers<void>();
    const off = watch(() => changed.resolve());
    const listed = await host['sendings.list']({ plan });
    const now = listed.ok ? listed.value.sendings.find((one) => one.id === id) ?? null : null;
    if (now?.state === 'taken-back') {
      off();
      return null;
    }
    if (now === null || ENDED.has(now.state) || (now.state === 'waiting' && now.attempts > attempts)) {
      off();
      return now;
    }
    const line = `sent: ${now.done} of ${now.of} objects`;
    if (now.of > 0 && line !== told) say(line);
    told = line;
    await changed.promise;
    off();
  }
}
