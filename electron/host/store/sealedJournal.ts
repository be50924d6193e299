import { createHash } from 'node:crypto';
import type { Author } from '../../../core/annotation/annotation.ts';
import type { CaseId, OperatorId } from '../../../core/contract/ids.ts';
import { ok, type Result } from '../../../core/result.ts';
import { grouped } from '../../../core/sequence.ts';
import { caseNumberOf } from './caseRows.ts';
import type { CaseDamaged, NoCase } from './library.ts';
import type { StoreParts } from './parts.ts';
import { Leave, type StoreTrouble } from './trouble.ts';

/** What is handed in: `revision` is the one it was made from, 0 for something new. */
export interface Drafted<Id extends string = string> {
  readonly id: Id;
  readonly revision: number;
}

/** One step of work: all of it is kept, or nothing. */
export interface JournalStep<Draft extends Drafted> {
  /** As undo names it: "move distance". */
  readonly words: string;
  readonly put: readonly Draft[];
  readonly remove: readonly Drafted<Draft['id']>[];
}

/** What there is after so many steps; of two the one with more is newer. */
export interface KeptByNow<Kept> {
  readonly kept: readonly Kept[];
  readonly changes: number;
}
/** `removed`: with the revision of the removal. */
export interface KeptStep<Kept extends Drafted> extends KeptByNow<Kept> {
  readonly removed: readonly Drafted<Kept['id']>[];
}

/** Work on a case, step by step, and never edited: a thing is its newest revision. */
export interface SealedJournal<Draft extends Drafted, Kept extends Draft, Refusal> {
  /** In the order in which it was first put. */
  list(caseId: CaseId): Result<KeptByNow<Kept>, NoCase | CaseDamaged | StoreTrouble>;
  change(
    caseId: CaseId, step: JournalStep<Draft>, by: OperatorId | null,
  ): Result<KeptStep<Kept>, Refusal | NoCase | CaseDamaged | StoreTrouble>;
}

/** What every row of a revision has, whatever is kept. Numbers of rows are given by the store. */
export interface RevisionHead {
  readonly position: number;
  readonly id: string;
  readonly revision: number;
  readonly isRemoved: boolean;
}
/** A revision as its tables have it; `content`: what only this kind of journal knows. */
export interface RevisionRows<Content> extends RevisionHead { readonly content: Content }

/** Who made a thing and who changed it last. */
export interface Stamps {
  readonly revision: number;
  readonly author: Author | null;
  readonly createdAt: string;
  readonly changedBy: Author | null;
  readonly changedAt: string;
}

/** The newest revision of a thing, whether it is there or was removed. */
export interface NewestRevision<Kept> {
  readonly value: Kept;
  readonly isRemoved: boolean;
}
/** All that was ever put, by id in the order in which it was first put. */
export type NewestById<Kept> = ReadonlyMap<string, NewestRevision<Kept>>;

/** What one journal is made of: its tables, and how a thing becomes rows and rows a thing. */
export interface JournalForm<Draft extends Drafted, Kept extends Draft, Content> {
  readonly changeTable: 'annotation_change' | 'entry_change';
  /** As the audit and a damage name it. */
  readonly subject: 'annotations' | 'entries';
  contentOf(draft: Draft): Content;
  /** Everything a revision says, in a fixed order: its seal is of this. */
  sealed(rows: RevisionRows<Content>): unknown;
  add(changeNumber: number, rows: RevisionRows<Content>): void;
  /** Of all changes of a case after one, each in the order of its positions. */
  rowsOf(caseNumber: number, after: number): readonly (RevisionRows<Content> & { readonly changeNumber: number })[];
  /** Null where the rows make none. */
  valueOf(rows: RevisionRows<Content>, stamps: Stamps): Kept | null;
  /** Leaves with the first thing that keeps a step from being kept; revisions were looked at. */
  refuseUnfit(caseNumber: number, before: NewestById<Kept>, step: JournalStep<Draft>): void;
  /** The failure of something that was changed elsewhere since. */
  stale(id: Draft['id']): Leave<unknown>;
}

interface ChangeRow {
  readonly change_number: number;
  readonly at_utc: string;
  readonly operator_id: OperatorId | null;
  readonly operator_name: string | null;
  readonly words: string;
  readonly previous_sha256: string;
  readonly sha256: string;
}

/** In the place of the hash before the first change of a case. */
const NO_CHANGE = '0'.repeat(64);

/** Hash of a change: of the hash before it, and of all it holds in a fixed order. Numbers of rows are left out. */
const sealOf = (change: Omit<ChangeRow, 'change_number' | 'sha256'>, revisions: readonly unknown[]): string =>
  createHash('sha256').update(change.previous_sha256)
    .update(JSON.stringify([change.at_utc, change.operator_id, change.operator_name, change.words, revisions]))
    .digest('hex');

interface JournalState<Kept> {
  readonly newest: NewestById<Kept>;
  /** Number and hash of the last change. */
  readonly last: number;
  readonly head: string;
  readonly changes: number;
}
const NOTHING: JournalState<never> = { newest: new Map(), last: 0, head: NO_CHANGE, changes: 0 };

/** So many cases stay as they were read: what was checked once is not read again before somebody else may have touched it. */
const MOST_KNOWN = 8;

/** A journal over the tables that its form names; every step is sealed with the one before it, and the audit holds the last seal. */
export function openJournal<Draft extends Drafted, Kept extends Draft & Stamps, Content, Refusal>(
  parts: StoreParts, form: JournalForm<Draft, Kept, Content>,
): SealedJournal<Draft, Kept, Refusal> {
  const known = new Map<CaseId, { readonly version: unknown; readonly state: JournalState<Kept> }>();
  const numberOf = (caseId: CaseId): number => {
    const found = caseNumberOf(parts, caseId);
    if (found === undefined) throw new Leave<NoCase>({ code: 'case/not-found' });
    return found;
  };
  /** The state of a case; `version` is another one once anybody else has written to the library. */
  const stateOf = (caseId: CaseId, caseNumber: number) => {
    const version = parts.db.pragma('data_version', { simple: true });
    const before = known.get(caseId);
    const state = readState(parts, form, caseId, caseNumber, before !== undefined && before.version === version ? before.state : NOTHING);
    return { version, state };
  };
  const learn = (caseId: CaseId, version: unknown, state: JournalState<Kept>): void => {
    known.delete(caseId);
    known.set(caseId, { version, state });
    for (const old of [...known.keys()].slice(0, -MOST_KNOWN)) known.delete(old);
  };
  return {
    list: (caseId) => {
      const read = parts.read(() => stateOf(caseId, numberOf(caseId)));
      if (!read.ok) return read;
      const { version, state } = read.value;
      learn(caseId, version, state);
      return ok({ kept: [...state.newest.values()].filter(({ isRemoved }) => !isRemoved).map(({ value }) => value), changes: state.changes });
    },
    change: (caseId, step, by) => {
      const changed = parts.write(() => {
        const caseNumber = numberOf(caseId);
        const { version, state: before } = stateOf(caseId, caseNumber);
        refuseStale(form, before.newest, step);
        form.refuseUnfit(caseNumber, before.newest, step);
        addStep(parts, form, { caseId, caseNumber, before, step, by });
        return { version, state: readState(parts, form, caseId, caseNumber, before) };
      });
      if (!changed.ok) return changed;
      const { version, state } = changed.value;
      learn(caseId, version, state);
      return ok({
        changes: state.changes,
        kept: step.put.flatMap(({ id }) => state.newest.get(id)?.value ?? []),
        removed: step.remove.map(({ id, revision }) => ({ id, revision: revision + 1 })),
      });
    },
  };
}

function refuseStale<Draft extends Drafted, Kept extends Draft, Content>(
  { stale }: JournalForm<Draft, Kept, Content>, newest: NewestById<Kept>, step: JournalStep<Draft>,
): void {
  const touched = new Set<string>();
  for (const { id, revision } of [...step.put, ...step.remove]) {
    if (touched.has(id) || (newest.get(id)?.value.revision ?? 0) !== revision) throw stale(id);
    touched.add(id);
  }
  for (const { id } of step.remove) if (newest.get(id)?.isRemoved !== false) throw stale(id);
}

/** Reads what was done in a case since a state, change by change, each held against its hash and the last against the audit. */
function readState<Draft extends Drafted, Kept extends Draft & Stamps, Content>(
  { sql }: Pick<StoreParts, 'sql'>, form: JournalForm<Draft, Kept, Content>, caseId: CaseId, caseNumber: number,
  since: JournalState<Kept>,
): JournalState<Kept> {
  const damaged = (detail: string): Leave<CaseDamaged> =>
    new Leave({ code: 'case/damaged', detail: `${form.subject}: ${detail}` });
  const changes = sql<ChangeRow>(`SELECT * FROM ${form.changeTable} WHERE case_number = ? AND change_number > ? ORDER BY change_number`)
    .all(caseNumber, since.last);
  const revisions = changes.length === 0 ? new Map<number, readonly (RevisionRows<Content>)[]>()
    : grouped(form.rowsOf(caseNumber, since.last), ({ changeNumber }) => changeNumber);
  const newest = new Map(since.newest);
  let { head, last } = since;
  for (const change of changes) {
    const own = revisions.get(change.change_number) ?? [];
    if (change.previous_sha256 !== head || sealOf(change, own.map((rows) => form.sealed(rows))) !== change.sha256)
      throw damaged(`change ${change.change_number}`);
    head = change.sha256;
    last = change.change_number;
    const { operator_id: id, operator_name: name, at_utc: at } = change;
    const by = id === null || name === null ? null : { id, name };
    for (const rows of own) {
      const first = newest.get(rows.id)?.value ?? { author: by, createdAt: at };
      const value = form.valueOf(rows, {
        author: first.author, createdAt: first.createdAt, changedBy: by, changedAt: at, revision: rows.revision,
      });
      if (value === null) throw damaged(rows.id);
      newest.set(rows.id, { value, isRemoved: rows.isRemoved });
    }
  }
  const told = sql<{ readonly sha256: unknown }>(`SELECT json_extract(details_json, '$.sha256') AS sha256 FROM audit
    WHERE case_id = ? AND action = '${form.subject}-changed' ORDER BY sequence DESC LIMIT 1`).get(caseId);
  if ((told?.sha256 ?? NO_CHANGE) !== head) throw damaged('their end is not the one that was noted');
  return { newest, last, head, changes: since.changes + changes.length };
}

interface Addition<Draft extends Drafted, Kept> {
  readonly caseId: CaseId;
  readonly caseNumber: number;
  readonly before: JournalState<Kept>;
  readonly step: JournalStep<Draft>;
  readonly by: OperatorId | null;
}

function addStep<Draft extends Drafted, Kept extends Draft, Content>(
  parts: StoreParts, form: JournalForm<Draft, Kept, Content>, { caseId, caseNumber, before, step, by }: Addition<Draft, Kept>,
): void {
  const { sql } = parts;
  const rowsOf = (draft: Draft, position: number, isRemoved: boolean): RevisionRows<Content> =>
    ({ position, id: draft.id, revision: draft.revision + 1, isRemoved, content: form.contentOf(draft) });
  const rows = [
    ...step.put.map((draft, n) => rowsOf(draft, n, false)),
    ...step.remove.flatMap(({ id }, n) => {
      const there = before.newest.get(id);
      return there === undefined ? [] : [rowsOf(there.value, step.put.length + n, true)];
    }),
  ];
  const who = by === null ? undefined
    : sql<{ readonly name: string }>('SELECT name FROM operator WHERE id = ?').get(by);
  const change = {
    at_utc: parts.setting.now().toISOString(), operator_id: who === undefined ? null : by,
    operator_name: who?.name ?? null, words: step.words, previous_sha256: before.head,
  };
  const sha256 = sealOf(change, rows.map((one) => form.sealed(one)));
  const { lastInsertRowid } = sql(`INSERT INTO ${form.changeTable} (case_number, at_utc, operator_id, operator_name, words,
    previous_sha256, sha256) VALUES (@caseNumber, @at_utc, @operator_id, @operator_name, @words, @previous_sha256, @sha256)`)
    .run({ ...change, caseNumber, sha256 });
  const changeNumber = Number(lastInsertRowid);
  for (const one of rows) form.add(changeNumber, one);
  parts.audit({
    action: `${form.subject}-changed`, caseId, contentSha256: null,
    details: { change_number: changeNumber, kept: step.put.length, removed: step.remove.length, sha256 },
  }, by);
}
