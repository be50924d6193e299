import { useRef, useState } from 'react';
import type { ArchiveView } from '../../../core/contract/archives.ts';
import type { FoundStudyView } from '../../../core/contract/studies.ts';
import { useAnswer, useHost } from '../../api/useHost.ts';
import { failureWords } from '../../words.ts';

/** By what studies are looked for, as it is written; an empty field leaves it open. */
export interface Wanted {
  readonly patientName: string;
  readonly patientId: string;
  readonly from: string;
  readonly to: string;
}
/** What the archive answered. */
export interface Found {
  readonly studies: readonly FoundStudyView[];
  /** There are more than the list holds. */
  readonly isCut: boolean;
}

const NOTHING: Wanted = { patientName: '', patientId: '', from: '', to: '' };
const orNull = (words: string): string | null => (words.trim() === '' ? null : words.trim());

/** Looking for studies in an archive, and beginning to fetch one. */
export function useFetch(onBegun: () => void) {
  const host = useHost();
  const listed = useAnswer('archives.list', {});
  const [chosen, setChosen] = useState<string | null>(null);
  const [wanted, setWanted] = useState(NOTHING);
  const [found, setFound] = useState<Found | null>(null);
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  /** Answers to earlier questions are dropped. */
  const asked = useRef(0);
  const archives = listed?.ok === true ? listed.value.archives.filter(({ place }) => place.kind === 'dicomweb') : null;
  const archive: ArchiveView | null = archives?.find(({ id }) => id === chosen) ?? archives?.[0] ?? null;
  const isEmpty = Object.values(wanted).every((words) => words.trim() === '');
  const forget = (): void => {
    asked.current += 1;
    setFound(null);
    setProblem(null);
    setAsking(false);
  };

  async function find(): Promise<void> {
    if (archive === null || isEmpty) return;
    forget();
    const mine = asked.current;
    setAsking(true);
    const { patientName, patientId, from, to } = wanted;
    const reply = await host['archives.find']({
      archive: archive.id, patientName: orNull(patientName), patientId: orNull(patientId), from: orNull(from), to: orNull(to),
    });
    if (mine !== asked.current) return;
    setAsking(false);
    if (reply.ok) setFound(reply.value);
    else setProblem(failureWords(reply.failure));
  }
  async function fetchStudy({ studyUid, date, instances }: FoundStudyView): Promise<void> {
    if (archive === null) return;
    const reply = await host['archives.fetch']({ archive: archive.id, studyUid, date, instances });
    if (reply.ok) onBegun();
    else setProblem(failureWords(reply.failure));
  }
  return {
    /** Null until they are known. */
    archives, archive, wanted, found, isAsking, isEmpty,
    problem: problem ?? (listed?.ok === false ? failureWords(listed.failure) : null),
    choose: (id: string): void => {
      setChosen(id);
      forget();
    },
    want: (next: Wanted): void => {
      setWanted(next);
      forget();
    },
    find: (): void => void find(),
    fetch: (study: FoundStudyView): void => void fetchStudy(study),
  };
}
