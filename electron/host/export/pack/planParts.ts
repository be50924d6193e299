import type { PlanId } from '../../../../core/contract/ids.ts';
import type { ReceivedFrom } from '../../../../core/contract/plans.ts';
import { vouchedWords } from '../../../../core/plan/cleanWords.ts';
import { deidentifiedPlan } from '../../../../core/plan/deidentifiedPlan.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { deidentifiedDocument } from '../../../../core/report/deidentifiedDocument.ts';
import { RECEIVED, RECEIVED_FROM_NOBODY } from '../../../../core/report/receivedMark.ts';
import { ok, type Result } from '../../../../core/result.ts';
import { canonicalJson } from '../../store/canonicalJson.ts';
import type { Store } from '../../store/open.ts';
import { planObjects, type PlanFile } from '../dicom/planObjects.ts';
import { planFiles, type ExportedPlan, type ExportParts, type NotExported } from '../planFiles.ts';
import { bookHere, planSources } from '../planSources.ts';
import { printPlan } from '../printPlan.ts';
import { deidentifiedFile } from '../../dicom/deidentifiedFile.ts';
import { pseudonymsOf, type Pseudonyms } from '../../dicom/pseudonyms.ts';

/** What a pack holds of the plan itself. */
export interface PlanParts {
  /** DICOM files. */
  readonly objects: readonly PlanFile[];
  /** Paper, JSON and pictures. */
  readonly papers: readonly PlanFile[];
  /** What could not be made, in sentences. */
  readonly leftOut: readonly string[];
  /** Null where identity stays. */
  readonly pseudonyms: Pseudonyms | null;
}

/** With what a pack is made. */
export interface PackParts extends ExportParts {
  readonly store: ExportParts['store'] & Pick<Store, 'stock' | 'siteSecret'>;
}

type Version = Pick<ExportedPlan, 'sealed' | 'standing'> & { readonly received: ReceivedFrom };

/**
 * A signed version as the files of a pack, with identity or without.
 *
 * @param plan - as it is called in this library; a plan of another workstation was sealed under another id
 */
export async function planParts(
  parts: PackParts, plan: PlanId, version: Version, isDeidentified: boolean,
): Promise<Result<PlanParts, NotExported>> {
  if (isDeidentified) return withoutIdentity(parts, plan, version);
  const made = await planFiles(parts, plan, version.sealed.version);
  if (!made.ok) return made;
  const { objects, papers } = made.value;
  return ok({
    objects: objects.files, leftOut: objects.leftOut, pseudonyms: null,
    papers: papers.map(({ name, bytes }) => ({ name: name.endsWith('.png') ? `pictures/${name}` : name, bytes })),
  });
}

/**
 * Everything is made anew from the plan without identity. Key images stay behind: the words on them are part of their pixels.
 */
async function withoutIdentity({ store, ...parts }: PackParts, plan: PlanId, { sealed, standing, received }: Version): Promise<Result<PlanParts, NotExported>> {
  const secret = store.siteSecret();
  if (!secret.ok) return secret;
  const here = store.receivedPlans.seriesHere(plan, sealed.version);
  if (!here.ok) return here;
  const list = store.stock.load();
  if (!list.ok) return list;
  const pseudonyms = pseudonymsOf(sealed.patient, secret.value);
  const vouched = vouchedWords(list.value?.rows.map(({ name }) => name) ?? []);
  const clean = deidentifiedPlan(sealed, { ...pseudonyms, vouched });
  const pdf = await printPlan({
    document: deidentifiedDocument(clean, standing, received), signedAt: clean.signedAt, software: clean.software, images: {},
  });
  // Its objects keep their UIDs until the table replaces those of all files alike.
  const toMake = deidentifiedPlan(sealed, { patient: pseudonyms.patient, vouched, uid: (uid) => uid });
  const sources = await planSources({ ...parts, files: store.files, book: bookHere(parts.book, here.value) }, sealed);
  const made = planObjects(
    received === null ? toMake : { ...toMake, received: RECEIVED_FROM_NOBODY }, pdf, new Map(), { ...sources, frames: new Map(), studies: new Map() }, null,
  );
  const objects = made.files.map(({ name, bytes }) => {
    const file = deidentifiedFile(bytes, 'ours', pseudonyms);
    // What was made a moment ago can be read.
    if (!file.ok) throw new Error(`${name}: ${file.failure}`);
    return { name, bytes: file.value.bytes };
  });
  const { keyImages } = sealed.content;
  return ok({
    objects,
    papers: [{ name: 'plan.json', bytes: Buffer.from(canonicalJson(jsonOf(clean, received))) }, { name: 'plan.pdf', bytes: pdf }],
    leftOut: [
      ...made.leftOut,
      ...(keyImages.length === 0 ? []
        : [`${keyImages.length === 1 ? 'The key image' : `The ${keyImages.length} key images`}: words on a picture are part of its pixels, and nothing here can tell whether they name somebody.`]),
    ],
    pseudonyms,
  });
}

/** Nothing that a copy with the name has, too: no id, no seal, no hash of a series. Whoever has one of those knows who it is. */
const jsonOf = ({ format, version, patient, content, evidence, series, software }: SealedPlan, received: ReceivedFrom) => ({
  ...(received === null ? {} : { received: `${RECEIVED}. ${RECEIVED_FROM_NOBODY}` }),
  isDeidentified: true, note: 'No seal holds for what lies here. The original, which the hospital keeps, is sealed.',
  plan: {
    format, version, patient, studyDate: null, content, evidence, software,
    series: series.map(({ studyUid, seriesUid }) => ({ studyUid, seriesUid })), signedAt: null, timeZone: null, author: null,
  },
});
