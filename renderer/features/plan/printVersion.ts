import type { PlanId } from '../../../core/contract/ids.ts';
import type { HostClient } from '../../../core/contract/contract.ts';
import { saveFile } from '../../state/saveFile.ts';
import { useView } from '../../state/viewStore.ts';
import { failureWords } from '../../words.ts';

/** Saves a signed version as PDF, under a name that tells nobody who the patient is. */
export async function printVersion(host: Pick<HostClient, 'exports.pdf'>, plan: PlanId, version: number): Promise<void> {
  const { say } = useView.getState();
  say(`Version ${version} is being printed`);
  const printed = await host['exports.pdf']({ plan, version });
  if (!printed.ok) return say(failureWords(printed.failure));
  const { pdfBase64, name } = printed.value;
  const bytes = Uint8Array.from(atob(pdfBase64), (letter) => letter.charCodeAt(0));
  saveFile(new Blob([bytes], { type: 'application/pdf' }), name);
}
