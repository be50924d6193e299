import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import type { CaseId, PlanId } from '../../../../../core/contract/ids.ts';
import type { PlanContent } from '../../../../../core/plan/plan.ts';
import type { PlanEvidence } from '../../../../../core/plan/sealedPlan.ts';
import { createCaseBook } from '../../../../../electron/host/cases/caseBook.ts';
import { createVesselEngine } from '../../../../../electron/host/engine/vesselEngine.ts';
import { checkedZip } from '../../../../../electron/host/files/zip.ts';
import { writePack, type PackRequest } from '../../../../../electron/host/export/pack/writePack.ts';
import type { Store } from '../../../../../electron/host/store/open.ts';
import type { SliceFile } from '../../../../phantoms/series.ts';
import { tempFolder } from '../../../../tempFolder.ts';
import { folderOf } from '../../../commandLine/said.ts';
import { imported, only, runningHost } from '../../running.ts';
import { openIn } from '../../store/fixture.ts';
import { valueIn } from '../../store/imports.ts';
import { contentOf, evidenceOf, RCA, tracedDesk, type Desk } from '../../store/planFixture.ts';
import { greyPng } from '../greyPng.ts';

export interface SignedCase extends Desk {
  readonly data: string;
  readonly store: Store;
  readonly plan: PlanId;
  readonly sha256: string;
}

/** A library with a case of real files, and a signed plan for it with a key image. */
export async function signedCase(
  files: readonly SliceFile[], changed: { readonly content?: Partial<PlanContent>; readonly evidence?: Partial<PlanEvidence>; readonly operator?: string } = {},
): Promise<SignedCase> {
  const data = join(tempFolder(), 'data');
  const running = await runningHost(data);
  const caseId: CaseId = only((await imported(running, folderOf(files))).job.cases);
  await running.close();
  const store = openIn(data);
  if (changed.operator !== undefined) valueIn(store.operators.add(changed.operator));
  const desk = tracedDesk(store, caseId);
  const image = valueIn(await store.planImages.keep(caseId, greyPng(40, 30), desk.tina));
  const keyImages = [{ id: 'k1', sha256: image, series: desk.series, caption: 'Working view', detail: 'LAO 42°' }];
  const content = contentOf('as planned', { keyImages, ...changed.content });
  const { id, draft } = valueIn(store.plans.edit({ caseId, vessel: RCA, revision: 0, words: 'edit', content }, desk.tina)).plan;
  const { versions } = valueIn(store.plans.sign({
    plan: id, revision: draft?.revision ?? 0, evidence: { ...evidenceOf(RCA), ...changed.evidence }, series: [desk.series], by: desk.tina,
  })).plan;
  return { ...desk, data, store, plan: id, sha256: only(versions).sha256 };
}

/** What is said of plans whose entries were not sealed with them, as here. */
export const NO_CALCIUM = expect.stringContaining('The calcium is not among the DICOM objects') as string;

export const PACK = { version: 1, holds: 'pack', isDeidentified: false, withImages: false } as const satisfies Partial<PackRequest>;
const never = new AbortController().signal;

/** What a pack is made with, over an open store. */
export function partsOf(store: Store) {
  const engine = createVesselEngine();
  onTestFinished(() => engine.close());
  return { store, book: createCaseBook(store.library), engine };
}

/** Writes a pack into a new folder. */
export async function packOf({ store, plan }: SignedCase, asked: Partial<PackRequest> = {}) {
  const path = join(tempFolder(), 'pack.zip');
  return { path, packed: await writePack(partsOf(store), { plan, ...PACK, ...asked }, path, never, () => {}) };
}

/** The files of a zip by their names, as our own reader unpacks them. */
export async function unzipped(path: string): Promise<ReadonlyMap<string, Buffer>> {
  const zip = valueIn(await checkedZip(path));
  const files = new Map<string, Buffer>();
  try {
    for await (const batch of zip.unpackInto(tempFolder(), never)) {
      if (batch.unread.length > 0) throw new Error(JSON.stringify(batch.unread));
      for (const file of batch.files) files.set(file.name, readFileSync(file.path));
    }
  } finally {
    zip.close();
  }
  return files;
}
