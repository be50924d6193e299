import { carriedPlanSchema, type CarriedPlan, type CarriedVersion } from '../../../core/contract/carriedPlan.ts';
import { sealedPlanSchema } from '../../../core/contract/plans.ts';
import type { CarriedFault } from '../../../core/plan/carriedFault.ts';
import type { SealedPlan } from '../../../core/plan/sealedPlan.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { planStudyUid } from '../export/dicom/planStudy.ts';
import { isPng } from '../export/pngPixels.ts';
import { canonicalJson } from '../store/canonicalJson.ts';
import { identityKey } from '../store/identityKey.ts';
import { NO_SEAL, sealAfter, sha256Of } from '../store/planRows.ts';
import { sealOfWithdrawal, type WithdrawalRow } from '../store/planVersions.ts';

/** A plan of another workstation whose every link holds. */
export interface CheckedPlan {
  readonly origin: string;
  /** From the first, without a gap. */
  readonly versions: readonly ReceivedVersion[];
  /** PNG bytes by their hash: all of the newest version, and of those before as many as came. */
  readonly images: ReadonlyMap<string, Uint8Array>;
}
/** A version as it is stored beside the own ones. */
export interface ReceivedVersion {
  readonly sealed: SealedPlan;
  /** The bytes under the seal. */
  readonly json: string;
  readonly sha256: string;
  readonly withdrawal: WithdrawalRow | null;
}

/** Largest chain that is read, bytes: far above any plan with all its pictures. */
export const MOST_CARRIED_BYTES = 48 * 2 ** 20;
/** Pictures of earlier versions go along as long as all pictures together stay below this, bytes. */
const MOST_IMAGE_BYTES = 24 * 2 ** 20;

/** A chain as bytes: the same chain gives the same bytes. */
export const carriedBytes = (carried: Omit<CarriedPlan, 'format' | 'head'>): Uint8Array =>
  Buffer.from(canonicalJson({ ...carried, format: 1, head: carriedHead(carried) } satisfies CarriedPlan), 'utf8');

/** The end of a chain: of its origin, and of every seal and withdrawal in their order. */
export const carriedHead = ({ origin, versions }: Pick<CarriedPlan, 'origin' | 'versions'>): string =>
  sealAfter(origin, versions.map(({ sha256, withdrawal }) => [sha256, withdrawal?.sha256 ?? null]));

/**
 * Which pictures go along: all of the newest version, then of the ones before it as long as there is room.
 *
 * @param shown - pictures by their hash, those of the newest version first
 */
export async function imagesToCarry(
  shown: readonly string[], bytesOf: (sha256: string) => Promise<Uint8Array | null>,
): Promise<Readonly<Record<string, string>>> {
  const carried: Record<string, string> = {};
  let room = MOST_IMAGE_BYTES;
  for (const sha256 of new Set(shown)) {
    const bytes = await bytesOf(sha256);
    if (bytes === null || bytes.length > room) continue;
    room -= bytes.length;
    carried[sha256] = Buffer.from(bytes).toString('base64');
  }
  return carried;
}

/** Reads a chain and holds every link of it against its seal; the first that does not hold is named. */
export function checkedCarried(bytes: Uint8Array): Result<CheckedPlan, CarriedFault> {
  const unreadable = err({ code: 'plan/not-readable' } as const);
  if (bytes.length > MOST_CARRIED_BYTES) return unreadable;
  const said = jsonOf(bytes);
  if (typeof said !== 'object' || said === null) return unreadable;
  const { format } = said as { readonly format?: unknown };
  if (typeof format === 'number' && format > 1) return err({ code: 'plan/from-newer-release' });
  const parsed = carriedPlanSchema.safeParse(said);
  if (!parsed.success) return unreadable;
  const { origin, versions, images, head } = parsed.data;
  const chain: ReceivedVersion[] = [];
  for (const [n, version] of versions.entries()) {
    const link = checkedLink(version, n + 1, chain);
    if (!link.ok) return link;
    chain.push(link.value);
  }
  if (carriedHead({ origin, versions }) !== head) return tampered('the end of its chain');
  return withImages(origin, chain, images);
}

const tampered = (what: string): Result<never, CarriedFault> => err({ code: 'plan/tampered', what });

/** Equal for versions of one patient; where nothing tells patients apart, for those that rest on one study. */
export const patientOf = (sealed: SealedPlan): string => identityKey(sealed.patient, planStudyUid(sealed));

/** A version in its place: sealed as it says, after the one before it, and of the same plan and patient. */
function checkedLink({ sealed: json, sha256, withdrawal }: CarriedVersion, number: number, before: readonly ReceivedVersion[]): Result<ReceivedVersion, CarriedFault> {
  if (sha256Of(json) !== sha256) return tampered(`the seal of version ${number}`);
  const said = jsonOf(Buffer.from(json, 'utf8'));
  const { format } = (said ?? {}) as { readonly format?: unknown };
  if (typeof format === 'number' && format > 1) return err({ code: 'plan/from-newer-release' });
  const parsed = sealedPlanSchema.safeParse(said);
  if (!parsed.success || canonicalJson(said) !== json) return err({ code: 'plan/not-readable' });
  const sealed: SealedPlan = parsed.data;
  const [first, last] = [before[0], before.at(-1)];
  const isNext = sealed.version === number && sealed.previousSha256 === (last?.sha256 ?? NO_SEAL)
    && (first === undefined || first.sealed.plan === sealed.plan);
  if (!isNext) return tampered(`the chain before version ${number}`);
  if (first !== undefined && patientOf(first.sealed) !== patientOf(sealed)) return err({ code: 'plan/of-several-patients' });
  if (withdrawal === null) return ok({ sealed, json, sha256, withdrawal: null });
  const row = { at_utc: withdrawal.at, operator_id: withdrawal.by?.id ?? null, operator_name: withdrawal.by?.name ?? null, reason: withdrawal.reason };
  if (sealOfWithdrawal(sha256, row) !== withdrawal.sha256) return tampered(`the withdrawal of version ${number}`);
  return ok({ sealed, json, sha256, withdrawal: { ...row, sha256: withdrawal.sha256 } });
}

function withImages(origin: string, versions: readonly ReceivedVersion[], images: CarriedPlan['images']): Result<CheckedPlan, CarriedFault> {
  const wanted = new Set(versions.flatMap(({ sealed }) => sealed.content.keyImages.map(({ sha256 }) => sha256)));
  const found = new Map<string, Uint8Array>();
  for (const [sha256, base64] of Object.entries(images)) {
    const png = Buffer.from(base64, 'base64');
    if (!wanted.has(sha256) || sha256Of(png) !== sha256 || !isPng(png)) return tampered('a key image');
    found.set(sha256, png);
  }
  const newest = versions.at(-1)?.sealed.content.keyImages ?? [];
  if (!newest.every(({ sha256 }) => found.has(sha256))) return tampered('a key image');
  return ok({ origin, versions, images: found });
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    // Not JSON, or not text.
    return null;
  }
}

/**
 * Of several chains of one source the longest of each line: one that is the beginning of another adds its withdrawals and its
 * pictures to that one.
 */
export function longestChains(all: readonly CheckedPlan[]): readonly CheckedPlan[] {
  const longest: CheckedPlan[] = [];
  for (const chain of all.toSorted((a, b) => b.versions.length - a.versions.length)) {
    const at = longest.findIndex((other) => isBeginningOf(chain, other));
    const whole = longest[at];
    if (whole === undefined) longest.push(chain);
    else longest[at] = {
      ...whole, images: new Map([...chain.images, ...whole.images]),
      versions: whole.versions.map((version, n) => ({ ...version, withdrawal: version.withdrawal ?? chain.versions[n]?.withdrawal ?? null })),
    };
  }
  return longest;
}

const isBeginningOf = ({ versions }: CheckedPlan, other: CheckedPlan): boolean =>
  versions.every(({ sha256 }, n) => other.versions[n]?.sha256 === sha256);
