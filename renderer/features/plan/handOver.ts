import { create } from 'zustand';
import type { HostClient, Input } from '../../../core/contract/contract.ts';
import type { JobId, PlanId } from '../../../core/contract/ids.ts';
import { unseenWords } from '../../../core/report/packReadme.ts';
import { howItEnded } from '../../state/jobEnd.ts';
import { saveFrom } from '../../state/saveFile.ts';
import { useView } from '../../state/viewStore.ts';
import { byteWords, plural } from '../../ui/amountWords.ts';
import type { Tone } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { printVersion } from './printVersion.ts';

/** What is handed over. */
export type HandOverChoice = 'pdf' | 'dicom' | 'pack' | 'deidentified';

/** What is chosen for a hand-over, what is being packed, and how the last one ended. */
interface HandOver {
  readonly choice: HandOverChoice;
  readonly withImages: boolean;
  /** The pack that is being made; null while none is. */
  readonly work: { readonly job: JobId; readonly plan: PlanId; readonly version: number } | null;
  readonly ended: Ended | null;
}

interface Ended {
  readonly plan: PlanId;
  readonly version: number;
  readonly tone: Tone;
  readonly words: string;
  readonly leftOut: readonly string[];
  /** What nobody vouches for, in a sentence; null where there is nothing of it. */
  readonly unseen: string | null;
}

export const useHandOver = create<HandOver>()(() => ({ choice: 'pack', withImages: false, work: null, ended: null }));

/** What each choice asks the host for. */
const ASKED: Readonly<Record<Exclude<HandOverChoice, 'pdf'>, Pick<Input<'exports.pack'>, 'holds' | 'isDeidentified'>>> = {
  dicom: { holds: 'dicom', isDeidentified: false },
  pack: { holds: 'pack', isDeidentified: false },
  deidentified: { holds: 'pack', isDeidentified: true },
};
type Asked = Pick<HostClient, 'exports.pdf' | 'exports.pack' | 'exports.packed' | 'jobs.list'>;

/** Hands a signed version over as it is chosen: makes it, and gives it to be saved. Leaving the station does not end it. */
export async function handOver(host: Asked, plan: PlanId, version: number): Promise<void> {
  const { choice, withImages, work } = useHandOver.getState();
  if (work !== null) return;
  if (choice === 'pdf') return printVersion(host, plan, version);
  const end = (tone: Tone, words: string, leftOut: readonly string[] = [], unseen: string | null = null): void => {
    useHandOver.setState({ work: null, ended: { plan, version, tone, words, leftOut, unseen } });
    useView.getState().say(words);
  };
  const begun = await host['exports.pack']({ plan, version, ...ASKED[choice], withImages });
  if (!begun.ok) return end('refused', failureWords(begun.failure));
  const { job } = begun.value;
  useHandOver.setState({ work: { job, plan, version }, ended: null });
  const ending = await howItEnded(host, job);
  if (ending !== null) return end(ending.tone, ending.words);
  const packed = await host['exports.packed']({ job });
  if (!packed.ok) return end('refused', failureWords(packed.failure));
  const { address, name, bytes, files, leftOut, unseen } = packed.value;
  saveFrom(address, name);
  end(
    leftOut.length === 0 && unseen === 0 ? 'ok' : 'warning', `Saved: ${name}, ${plural(files, 'file')}, ${byteWords(bytes)}`, leftOut,
    unseen === 0 ? null : unseenWords(unseen),
  );
}
