import { planIdSchema, type PlanId } from '../../core/contract/ids.ts';
import type { Output } from '../../core/contract/contract.ts';
import { leftOutWords } from '../../core/plan/leftOutcomes.ts';
import { err, ok, type Result } from '../../core/result.ts';
import type { NotExported } from '../host/export/planFiles.ts';
import { wholeFolder, writeSynced } from '../host/files/wholeFolder.ts';
import type { RunningHost } from '../host/runningHost.ts';
import { failureSentence } from '../host/store/failureSentence.ts';
import { folderRefusal } from './folderRefusal.ts';
import { IN_USE, withHost, withStore } from './library.ts';
import { packed } from './packPlan.ts';
import { done, refused, streamed, usage, type Call, type Outcome, type Refused } from './outcome.ts';

/** plan list [TEXT] | show ID | export ID --to FOLDER or --pack FILE.zip | withdraw ID --version N --reason TEXT | outcomes [--csv] | verify. */
export async function plan(call: Call): Promise<Outcome> {
  const [what, ...args] = call.args;
  const { version, to, pack, csv, reason } = call.options;
  if (version !== undefined && what !== 'show' && what !== 'export' && what !== 'withdraw')
    return usage('--version belongs to plan show, plan export and plan withdraw.');
  if (reason !== undefined && what !== 'withdraw') return usage('--reason belongs to plan withdraw.');
  if (to !== undefined && what !== 'export') return usage('--to belongs to plan export.');
  if (pack !== undefined && what !== 'export') return usage('--pack belongs to plan export.');
  const alone = ['dicom', 'deidentified', 'with-images'].find((name) => call.options[name] !== undefined);
  if (alone !== undefined && pack === undefined) return usage(`--${alone} belongs to plan export --pack.`);
  if (csv !== undefined && what !== 'outcomes') return usage('--csv belongs to plan outcomes.');
  switch (what) {
    case 'list': return args.length > 1 ? usage('plan list takes one TEXT at most: put several words in quotes.') : listed(args[0] ?? '');
    case 'show': return ofVersion(call, args, async (_, found) => done(found));
    case 'export':
      if (typeof pack === 'string' && to === undefined) return ofVersion(call, args, (running, found, id) => packed(call, running, id, found, pack));
      if (typeof to !== 'string' || pack !== undefined) return usage('plan export needs --to FOLDER or --pack FILE.zip, one of them.');
      return ofVersion(call, args, (running, found, id) => exported(running, id, found, to));
    case 'withdraw': {
      const why = typeof reason === 'string' ? reason.trim() : '';
      if (version === undefined || why === '' || why.length > MOST_REASON)
        return usage(`plan withdraw needs --version N, and why: --reason TEXT, of ${MOST_REASON} letters at most.`);
      return ofVersion(call, args, (running, found, id) => withdrawn(running, id, found, why));
    }
    case 'outcomes': return args.length > 0 ? usage('plan outcomes takes nothing after it but --csv.') : csv === undefined ? observed() : table(call);
    case 'verify': return args.length > 0 ? usage('plan verify takes nothing after it.') : verified();
    default: return usage('plan is followed by list, show, export, withdraw, outcomes or verify.');
  }
}

type Host = RunningHost['host'];
type Found = Output<'plans.version'>;

/** Every signed plan that the text finds, the last changed first. */
const listed = (text: string): Promise<Outcome> => withHost(async ({ host }) => {
  const rows: Output<'plans.search'>['rows'] = [];
  for (let total = 1; rows.length < total;) {
    const page = await host['plans.search']({ text, from: null, to: null, jCto: null, kind: 'sealed', sort: 'newest', order: 'desc', limit: 500, offset: rows.length });
    if (!page.ok) return page.failure;
    if (page.value.rows.length === 0) break;
    rows.push(...page.value.rows);
    total = page.value.total;
  }
  return done({ plans: rows, total: rows.length });
});

/** Does something with a signed version whose seal was checked: the one that is named, or the newest. */
async function ofVersion(call: Call, args: readonly string[], use: (running: RunningHost, found: Found, id: PlanId) => Promise<Outcome>): Promise<Outcome> {
  const [given, ...rest] = args;
  if (given === undefined || rest.length > 0) return usage(`plan ${call.args[0]} takes one ID: a plan that plan list gives.`);
  const { version } = call.options;
  if (version !== undefined && !/^[1-9]\d{0,6}$/.test(String(version))) return usage('--version takes a whole number from 1.');
  const id = planIdSchema.safeParse(given);
  if (!id.success) return refused(NO_PLAN);
  return withHost(async (running) => {
    const { host } = running;
    const found = await (version === undefined ? newest(host, id.data) : numbered(host, id.data, Number(version)));
    return found.ok ? use(running, found.value, id.data) : refused(found.failure);
  });
}

async function numbered(host: Host, plan: PlanId, version: number): Promise<Result<Found, Refused>> {
  const found = await host['plans.version']({ plan, version });
  if (found.ok) return found;
  return err(found.failure.code === 'plan/damaged' ? DAMAGED : NO_PLAN);
}

async function newest(host: Host, plan: PlanId): Promise<Result<Found, Refused>> {
  for (let [version, last]: [number, Found | null] = [1, null]; ; version += 1) {
    const found = await numbered(host, plan, version);
    if (found.ok) last = found.value;
    else return last === null || found.failure.code === DAMAGED.code ? found : ok(last);
  }
}

/** The number of the newest signed version; null where there is none. */
export async function newestVersion(host: Host, plan: PlanId): Promise<number | null> {
  const found = await newest(host, plan);
  return found.ok ? found.value.sealed.version : null;
}

/** The files of a version, in a folder that is there as a whole or not at all. */
async function exported({ planFiles }: RunningHost, plan: PlanId, { sealed: { version } }: Found, to: string): Promise<Outcome> {
  const made = await planFiles(plan, version);
  if (!made.ok) return refused(notExported(made.failure));
  const { standing: { sha256 }, papers, objects } = made.value;
  const files = [...papers, ...objects.files];
  try {
    const whole = await wholeFolder(to, async (folder) => {
      for (const { name, bytes } of files) writeSynced(folder, name, bytes);
      return ok(undefined);
    });
    if (!whole.ok) return refused(NOT_EMPTY);
  } catch (fault) {
    return refused(folderRefusal(fault));
  }
  return done({ plan, version, sha256, files: files.map(({ name }) => name), leftOut: objects.leftOut });
}

function notExported(failure: NotExported): Refused {
  switch (failure.code) {
    case 'plan/not-found': return NO_PLAN;
    case 'plan/damaged': return DAMAGED;
    case 'plan/withdrawn': return WITHDRAWN;
    case 'image/not-found': return NO_IMAGE;
    default: return { code: failure.code, message: failureSentence(failure) };
  }
}

/** The longest reason that the library keeps. */
const MOST_REASON = 600;

/** Withdraws a version for good. Archives that have it are told by the Fullmoon that runs next. */
async function withdrawn({ host }: RunningHost, plan: PlanId, { sealed: { version } }: Found, reason: string): Promise<Outcome> {
  const reply = await host['plans.withdraw']({ plan, version, reason });
  if (reply.ok) return done({ plan, version, withdrawn: reply.value.versions.find((one) => one.version === version)?.withdrawn ?? null });
  const { failure } = reply;
  switch (failure.code) {
    case 'plan/not-found': return refused(NO_PLAN);
    case 'plan/damaged': return refused(DAMAGED);
    case 'plan/withdrawn': return refused({ code: failure.code, message: 'This version was withdrawn before. Its first reason stands.' });
    case 'plan/received': return refused({ code: failure.code, message: 'This plan was signed at another workstation. Withdraw it there.' });
    case 'store/read-only': return refused({ code: failure.code, message: IN_USE });
    default: return refused({ code: failure.code, message: failureSentence(failure) });
  }
}

/** How each score holds here, and how many outcomes count for nothing. */
const observed = (): Promise<Outcome> => withHost(async ({ host }) => {
  const found = await host['outcomes.observed']({});
  return found.ok ? done(found.value) : found.failure;
});

/** The procedures behind it as a table that names nobody. */
const table = (call: Call): Promise<Outcome> => withHost(async ({ host }) => {
  const made = await host['outcomes.csv']({});
  if (!made.ok) return refused({ code: made.failure.code, message: failureSentence(made.failure) });
  const words = leftOutWords(made.value.leftOut);
  if (words !== null) call.say(words);
  return streamed(made.value.csv.split('\r\n').slice(0, -1));
});

const verified = (): Promise<Outcome> => withStore(async ({ plans }) => {
  const walked = plans.verify();
  if (walked.ok) return done({ valid: true, ...walked.value });
  const { failure } = walked;
  switch (failure.code) {
    case 'plan/damaged': return refused({
      code: failure.code, message: `${failure.plan ?? 'A plan'}: ${failure.detail}: this is not as it was sealed. Restore the library from a backup.`,
    });
    case 'audit/broken': case 'audit/cut-off': return refused({
      code: failure.code, message: `Entry ${failure.sequence} of the audit is not as it was written. Restore the library from a backup.`,
    });
    default: return refused({ code: failure.code, message: 'The library cannot be read to its end. Restore it from a backup.' });
  }
});

export const NO_PLAN = {
  code: 'plan/not-found', message: 'There is no such signed plan in the library. Take an id from plan list.',
} as const;
const DAMAGED = {
  code: 'plan/damaged', message: 'This plan is not as it was signed. See plan verify, and restore the library from a backup.',
} as const;
const WITHDRAWN = { code: 'plan/withdrawn', message: 'This version was withdrawn. Export a version that is valid.' } as const;
const NO_IMAGE = {
  code: 'image/not-found', message: 'A key image of this plan is not as it was kept. Restore the library from a backup.',
} as const;
export const NOT_EMPTY = { code: 'folder/not-empty', message: 'There is something in this folder already. Name a new or an empty one.' } as const;
