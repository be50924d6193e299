import { windowWords } from '../calcium/windows.ts';
import type { PlanVersionView, ReceivedFrom } from '../contract/plans.ts';
import { factRow, type FactValue } from '../lesion/caseFacts.ts';
import { rangeWords, valueWords } from '../lesion/factWords.ts';
import { wholeYears } from '../lesion/headerFacts.ts';
import type { FactState } from '../lesion/knownFacts.ts';
import { stepsOf, stopWords, type NamedStep, type PlanContent, type PlanRung } from '../plan/plan.ts';
import {
  calciumSections,
  isUnverified,
  reachOf,
  sealWords,
  type SealedFact,
  type SealedLesion,
  type SealedPlan,
  type SealedScore,
} from '../plan/sealedPlan.ts';
import { mm, type Mm } from '../units.ts';
import { daysBetween, wallClock } from './planDates.ts';
import { RECEIVED, receivedWords } from './receivedMark.ts';

/** Something that must be seen before anything else on every page. */
export interface DocumentMark {
  readonly tone: 'stop' | 'warning';
  readonly title: string;
  readonly words: string;
}
/** A line of a list: what it is, what it says, and what belongs to it in small. */
export interface DocumentRow {
  readonly label: string;
  readonly words: string;
  readonly note: string | null;
}
/** A step of the ladder in words; empty where nothing is said. */
export interface DocumentStep {
  readonly label: string;
  readonly technique: string;
  /** Aim, place, change of track. */
  readonly lines: readonly string[];
  readonly devices: string;
  readonly minutes: string;
  readonly override: string | null;
}
/** A rung with its steps and when it is left. */
export interface DocumentRung {
  readonly letter: PlanRung['letter'];
  readonly title: string;
  readonly note: string;
  readonly steps: readonly DocumentStep[];
  readonly stop: string;
}
/** A score in words. */
export interface DocumentScore {
  readonly name: string;
  readonly points: string;
  readonly reading: string;
  readonly source: string;
  /** How well it is founded: A, B, I or M; empty where nothing is said. */
  readonly evidence: string;
  readonly isProvisional: boolean;
}

/** What must be seen first: withdrawn, of another workstation, unverified. */
export function marksOf(sealed: SealedPlan, standing: PlanVersionView, received: ReceivedFrom): readonly DocumentMark[] {
  const { withdrawn } = standing;
  const words = receivedWords(sealed, standing, received);
  const by = withdrawn?.by == null ? '' : ` by ${withdrawn.by.name}`;
  const gone = withdrawn === null ? null : wallClock(withdrawn.at, sealed.timeZone);
  return [
    ...(withdrawn === null || gone === null
      ? []
      : [
          {
            tone: 'stop' as const,
            title: 'WITHDRAWN',
            words: `Do not use this version. Withdrawn ${gone.day} ${gone.time}${by}: ${withdrawn.reason}`,
          },
        ]),
    ...(words === null ? [] : [{ tone: 'warning' as const, title: RECEIVED, words }]),
    ...(isUnverified(sealed.evidence)
      ? [
          {
            tone: 'warning' as const,
            title: 'UNVERIFIED',
            words: 'Some values were proposed by the program and confirmed by nobody.',
          },
        ]
      : []),
  ];
}

const SEX = { F: 'female', M: 'male', O: 'other' } as const;

/** Born, age, sex and ID, and what of it is not stated. */
export function patientWords(
  { patient: { birthDate, sex, id }, studyDate }: SealedPlan,
  signedOn: string,
): string {
  const age = birthDate === null ? null : wholeYears(birthDate, studyDate ?? signedOn);
  const years = age === null ? '' : ` (${age} at ${studyDate === null ? 'signing' : 'the study'})`;
  return [
    birthDate === null ? 'date of birth not stated' : `born ${birthDate}${years}`,
    sex === null ? 'sex not stated' : SEX[sex],
    id === null ? 'no patient ID' : `ID ${id}`,
  ].join(', ');
}

/** How old the pictures were that the plan rests on. */
export function basisWords(studyDate: string | null, signedOn: string): string {
  if (studyDate === null) return 'rests on a study without a date';
  const days = daysBetween(studyDate, signedOn);
  const before =
    days === null || days < 0
      ? ''
      : days === 0
        ? ', the day of signing'
        : `, ${days === 1 ? '1 day' : `${days} days`} before signing`;
  return `rests on the study of ${studyDate}${before}`;
}

/** The measures of the occlusion, from cap to cap. */
export function measuresOf(lesion: SealedLesion | null): readonly DocumentRow[] {
  if (lesion === null) return [];
  const within = calciumSections(lesion);
  // The one section of an occlusion between two planes lies beside it.
  const place = (at: Mm): string => Math.min(lesion.length, Math.max(0, at)).toFixed(1);
  const unconfirmed = within.filter(({ state }) => state === 'proposed').length;
  const widest = within.toSorted((a, b) => b.arc - a.arc)[0];
  const fullest = within.toSorted((a, b) => b.sharePercent - a.sharePercent)[0];
  return [
    row('Occlusion', `${lesion.length.toFixed(1)} mm`, 'cap to cap along the vessel'),
    ...(widest === undefined || fullest === undefined
      ? []
      : [
          row('Widest calcium', `${Math.round(widest.arc / 10) * 10}°`, `at ${place(widest.at)} mm`),
          row('Fullest section', `${Math.round(fullest.sharePercent)} %`, `at ${place(fullest.at)} mm`),
        ]),
    row(
      'Calcium-free windows',
      lesion.windows.length === 0
        ? 'none'
        : lesion.windows.map((_, n) => windowAt(lesion, n)).join(', '),
      null,
    ),
    row(
      'Sections',
      unconfirmed === 0
        ? `${within.length}, all confirmed`
        : `${within.length}, ${unconfirmed} not confirmed`,
      null,
    ),
  ];
}

/** Where a window lies; and how long it surely is, where that is another length: "22.0 to 24.6 mm: 2.6 mm (2.0 to 2.6)". */
function windowAt({ windows, sureLengths }: SealedLesion, n: number): string {
  const [from, to] = windows[n] ?? [mm(0), mm(0)];
  const [length, sureLength] = [mm(to - from), sureLengths?.[n]];
  const place = `${from.toFixed(1)} to ${to.toFixed(1)} mm`;
  return sureLength === undefined || sureLength.toFixed(1) === length.toFixed(1)
    ? place
    : `${place}: ${windowWords({ length, sureLength })}`;
}

const row = (label: string, words: string, note: string | null = null): DocumentRow => ({
  label,
  words,
  note,
});

/** A rung in words. */
export function rungOf(rung: PlanRung, content: PlanContent): DocumentRung {
  const { letter, title, note, stop } = rung;
  return {
    letter,
    title,
    note,
    steps: stepsOf(content)
      .filter((named) => named.rung === rung)
      .map((named) => stepOf(named)),
    stop: stop === null ? 'no stop rule' : stopWords(stop),
  };
}

function stepOf({
  label,
  step: { technique, aim, devices, minutes, at, track, because, override },
}: NamedStep): DocumentStep {
  return {
    label,
    technique,
    lines: [
      [
        aim,
        at === null ? '' : `at ${at.toFixed(1)} mm`,
        because.length === 0 ? '' : `(${because.join(', ')})`,
      ]
        .filter((part) => part !== '')
        .join(' '),
      track === null ? '' : `${track} from here`,
    ].filter((line) => line !== ''),
    devices: devices.map(({ name, count }) => (count === 1 ? name : `${count} × ${name}`)).join(', '),
    minutes: minutes === null ? '' : `${minutes} min`,
    override: override === null ? null : `Override of ${override.rules.join(', ')}: ${override.reason}`,
  };
}

/** How the procedure is set up, and what it may use; only what is said. */
export function procedureOf({ access, guides, notes, budget }: PlanContent): readonly DocumentRow[] {
  const most = [
    ...(budget.contrastMl === null ? [] : [`contrast ${budget.contrastMl} ml`]),
    ...(budget.airKermaGy === null ? [] : [`air kerma ${budget.airKermaGy} Gy`]),
    ...(budget.wireMinutes === null ? [] : [`wire time ${budget.wireMinutes} min`]),
    ...(budget.totalMinutes === null ? [] : [`in all ${budget.totalMinutes} min`]),
  ].join(', ');
  return [row('Access', access), row('Guides', guides), row('At most', most), row('Notes', notes)].filter(
    ({ words }) => words !== '',
  );
}

/** A score in words: every total that may be true, and of which of them its reading is. */
export function scoreOf(score: SealedScore): DocumentScore {
  const { name, category, outcome, citation, evidence, isProvisional } = score;
  const [points, reach] = [pointsWords(score), pointsWords(reachOf(score))];
  return {
    name,
    points: reach,
    reading: [points === reach ? null : `as measured ${points}`, category, outcome]
      .filter((part) => part !== null)
      .join('; '),
    source: citation,
    evidence,
    isProvisional,
  };
}

const pointsWords = ({ least, most }: Pick<SealedScore, 'least' | 'most'>): string =>
  least === most ? `${least}` : `${least} to ${most}`;

const STATES: Readonly<Record<FactState, string>> = {
  proposed: 'not confirmed',
  confirmed: 'confirmed',
  edited: 'edited',
  stated: 'stated',
  changed: 'changed since confirmed',
  unknown: 'unknown',
};

/**
 * A fact with its range, how it stands, and who says so.
 *
 * @param lesion - says how long the windows surely are
 */
export function factOf(fact: SealedFact, lesion: SealedLesion | null): DocumentRow {
  const { path, value, state, range, source, by } = fact;
  const words =
    sureWords(fact, lesion) ??
    valueWords(
      path,
      value,
      state === 'proposed' || state === 'confirmed' || state === 'changed' ? 'measured' : 'given',
    );
  const ranged = range === null ? words : `${words} (${rangeWords(path, range)})`;
  return row(
    factRow(path).label,
    ranged,
    [...new Set([STATES[state], source, by])].filter((part) => part !== null && part !== '').join(', '),
  );
}

/** Another machine's arithmetic may differ by this, mm. */
const ROUNDING = 1e-6;

/** The windows of the fact with their sure lengths, where they are those of the lesion; else null. */
function sureWords({ path, value }: SealedFact, lesion: SealedLesion | null): string | null {
  if (path !== 'ctCalcium.freeWindowsMm' || lesion?.sureLengths === undefined || !Array.isArray(value)) return null;
  const { windows, sureLengths } = lesion;
  const along = windows
    .flatMap(([from, to], n) => {
      const sureLength = sureLengths[n];
      return sureLength === undefined ? [] : [{ from, length: mm(to - from), sureLength }];
    })
    .toSorted((a, b) => a.from - b.from);
  const told = (value as FactValue<typeof path>).map(([from, to]): Mm => mm(to - from));
  const isTheirs =
    told.length === along.length &&
    along.every(({ length }, n) => Math.abs(length - (told[n] ?? NaN)) <= ROUNDING);
  const isSure = along.every(({ length, sureLength }) => length.toFixed(1) === sureLength.toFixed(1));
  return !isTheirs || isSure ? null : along.map(windowWords).join(', ');
}

/** By what the plan was made. */
export const softwareOf = ({ software, evidence: { lesion } }: SealedPlan): DocumentRow =>
  row('Software', [software, ...(lesion?.algorithms ?? [])].join(', '));

/** What a copy on paper is held against: the seals, the software, the pictures. */
export function sealOf(
  sealed: SealedPlan,
  { sha256 }: PlanVersionView,
): readonly DocumentRow[] {
  const { plan, series, previousSha256, version } = sealed;
  return [
    row('Seal of this version (chain head)', sha256),
    row(
      'Seal of the version before',
      version === 1 && /^0+$/.test(previousSha256) ? 'none, this is the first' : previousSha256,
    ),
    row('Plan', plan),
    softwareOf(sealed),
    ...series.map(({ description, seriesUid, sha256: content }) =>
      row(
        description === null ? 'Series' : `Series ${description}`,
        seriesUid,
        `content ${sealWords(content)}`,
      ),
    ),
  ];
}
