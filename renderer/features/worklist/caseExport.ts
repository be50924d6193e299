import { create } from 'zustand';
import type { HostClient } from '../../../core/contract/contract.ts';
import type { CaseId, JobId } from '../../../core/contract/ids.ts';
import { howItEnded } from '../../state/jobEnd.ts';
import { saveFrom } from '../../state/saveFile.ts';
import { useView } from '../../state/viewStore.ts';
import { byteWords, plural } from '../../ui/amountWords.ts';
import type { Tone } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';

/** The case whose everything is being exported, and how the last export ended. */
interface CaseExport {
  readonly work: { readonly job: JobId; readonly caseId: CaseId } | null;
  readonly ended: { readonly caseId: CaseId; readonly tone: Tone; readonly words: string; readonly leftOut: readonly string[] } | null;
}

export const useCaseExport = create<CaseExport>()(() => ({ work: null, ended: null }));

/** Makes one zip of everything of a case, and gives it to be saved. Leaving the station does not end it. */
export async function exportCase(host: Pick<HostClient, 'exports.case' | 'exports.packed' | 'jobs.list'>, caseId: CaseId): Promise<void> {
  if (useCaseExport.getState().work !== null) return;
  const end = (tone: Tone, words: string, leftOut: readonly string[] = []): void => {
    useCaseExport.setState({ work: null, ended: { caseId, tone, words, leftOut } });
    useView.getState().say(words);
  };
  const begun = await host['exports.case']({ id: caseId });
  if (!begun.ok) return end('refused', failureWords(begun.failure));
  const { job } = begun.value;
  useCaseExport.setState({ work: { job, caseId }, ended: null });
  const ending = await howItEnded(host, job);
  if (ending !== null) return end(ending.tone, ending.words);
  const made = await host['exports.packed']({ job });
  if (!made.ok) return end('refused', failureWords(made.failure));
  const { address, name, bytes, files, leftOut } = made.value;
  saveFrom(address, name);
  end(leftOut.length === 0 ? 'ok' : 'warning', `Saved: ${name}, ${plural(files, 'file')}, ${byteWords(bytes)}`, leftOut);
}
