import { checkedDrawing, type Annotation, type DrawingFault } from '../../../core/annotation/annotation.ts';
import { annotationSchema, type AnnotationDraft } from '../../../core/contract/annotations.ts';
import type { AnnotationId } from '../../../core/contract/ids.ts';
import { grouped } from '../../../core/sequence.ts';
import type { NoSeries } from './library.ts';
import type { StoreParts } from './parts.ts';
import { openJournal, type JournalForm, type RevisionRows, type SealedJournal, type Stamps } from './sealedJournal.ts';
import { Leave } from './trouble.ts';

export type AnnotationRefusal =
  | NoSeries
  | { readonly code: DrawingFault['code'] | 'annotation/stale'; readonly id: AnnotationId };

/** What is drawn on the images of each case. A step has happened and is on disk, or has not happened. */
export type Annotations = SealedJournal<AnnotationDraft, Annotation, AnnotationRefusal>;

/** A point as its table has it: in the patient, or on a frame. */
interface PointRow {
  readonly x_mm: number | null;
  readonly y_mm: number | null;
  readonly z_mm: number | null;
  readonly column_px: number | null;
  readonly row_px: number | null;
}

/** What a revision holds, as its table has it. */
interface DrawnRow {
  readonly series_id: string;
  readonly kind: string;
  readonly note: string | null;
  readonly space: string;
  readonly frame_of_reference_uid: string | null;
  readonly normal_x: number | null;
  readonly normal_y: number | null;
  readonly normal_z: number | null;
  readonly frame_index: number | null;
  readonly partner_series_id: string | null;
  readonly partner_frame_index: number | null;
}
interface RevisionRow extends DrawnRow {
  readonly revision_number: number;
  readonly change_number: number;
  readonly position: number;
  readonly annotation_id: string;
  readonly revision: number;
  readonly is_removed: number;
}
interface Drawn { readonly row: DrawnRow; readonly points: readonly PointRow[] }

export const openAnnotations = (parts: StoreParts): Annotations => openJournal(parts, formOver(parts));

const stale = (id: AnnotationId): Leave<AnnotationRefusal> => new Leave({ code: 'annotation/stale', id });

const formOver = ({ sql }: StoreParts): JournalForm<AnnotationDraft, Annotation, Drawn> => ({
  changeTable: 'annotation_change',
  subject: 'annotations',
  contentOf: drawnOf,
  sealed: ({ position, id, revision, isRemoved, content: { row, points } }) => [
    position, id, revision, isRemoved ? 1 : 0, row.series_id, row.kind, row.note, row.space, row.frame_of_reference_uid,
    row.normal_x, row.normal_y, row.normal_z, row.frame_index, row.partner_series_id, row.partner_frame_index,
    points.map((point) => [point.x_mm, point.y_mm, point.z_mm, point.column_px, point.row_px]),
  ],
  add: (changeNumber, { position, id, revision, isRemoved, content: { row, points } }) => {
    const { lastInsertRowid: revisionNumber } = sql(`INSERT INTO annotation_revision (change_number, position, annotation_id,
      revision, is_removed, series_id, kind, note, space, frame_of_reference_uid, normal_x, normal_y, normal_z, frame_index,
      partner_series_id, partner_frame_index) VALUES (@changeNumber, @position, @id, @revision, @isRemoved, @series_id, @kind,
      @note, @space, @frame_of_reference_uid, @normal_x, @normal_y, @normal_z, @frame_index, @partner_series_id,
      @partner_frame_index)`).run({ ...row, changeNumber, position, id, revision, isRemoved: isRemoved ? 1 : 0 });
    const addPoint = sql('INSERT INTO annotation_point VALUES (?, ?, ?, ?, ?, ?, ?)');
    points.forEach((point, n) => {
      addPoint.run(revisionNumber, n, point.x_mm, point.y_mm, point.z_mm, point.column_px, point.row_px);
    });
  },
  rowsOf: (caseNumber, after) => {
    const points = grouped(sql<PointRow & { readonly revision_number: number }>(`SELECT annotation_point.*
      FROM annotation_point JOIN annotation_revision USING (revision_number) JOIN annotation_change USING (change_number)
      WHERE case_number = ? AND change_number > ? ORDER BY revision_number, annotation_point.position`).all(caseNumber, after), (row) => row.revision_number);
    return sql<RevisionRow>(`SELECT annotation_revision.* FROM annotation_revision JOIN annotation_change USING (change_number)
      WHERE case_number = ? AND change_number > ? ORDER BY change_number, position`).all(caseNumber, after).map((row) => ({
      changeNumber: row.change_number, position: row.position, id: row.annotation_id, revision: row.revision,
      isRemoved: row.is_removed === 1, content: { row, points: points.get(row.revision_number) ?? [] },
    }));
  },
  valueOf: annotationOf,
  stale,
  refuseUnfit: (caseNumber, before, step) => {
    const isOfCase = sql(
      `SELECT 1 FROM series JOIN study USING (study_number) WHERE case_number = ? AND series.id = ?`,
    );
    const isElsewhere = sql('SELECT 1 FROM annotation_revision WHERE annotation_id = ?');
    for (const draft of step.put) {
      const checked = checkedDrawing(draft);
      if (!checked.ok) throw new Leave<AnnotationRefusal>({ code: checked.failure.code, id: draft.id });
      const there = before.get(draft.id)?.value;
      if (there === undefined && isElsewhere.get(draft.id) !== undefined) throw stale(draft.id);
      // What was drawn on a series that left the picker may still be edited.
      const series = [draft.series, ...(draft.place.space === 'dual' ? [draft.place.partner] : [])];
      const isKnown = series.every((id) => id === there?.series || isOfCase.get(caseNumber, id) !== undefined);
      if (!isKnown) throw new Leave<NoSeries>({ code: 'series/not-found' });
    }
  },
});

const NOT_IN_PATIENT = { x_mm: null, y_mm: null, z_mm: null } as const;
const NOT_ON_FRAME = { column_px: null, row_px: null } as const;

function drawnOf({ series, kind, text, place }: AnnotationDraft): Drawn {
  const [normal_x, normal_y, normal_z] = place.space === 'patient' ? place.normal : [null, null, null];
  return {
    row: {
      series_id: series, kind, note: text, space: place.space,
      frame_of_reference_uid: place.space === 'patient' ? place.frameOfReferenceUid : null,
      normal_x, normal_y, normal_z,
      frame_index: place.space === 'patient' ? null : place.frame,
      partner_series_id: place.space === 'dual' ? place.partner : null,
      partner_frame_index: place.space === 'dual' ? place.partnerFrame : null,
    },
    points: place.space === 'patient'
      ? place.points.map(([x_mm, y_mm, z_mm]) => ({ x_mm, y_mm, z_mm, ...NOT_ON_FRAME }))
      : place.points.map(([column_px, row_px]) => ({ ...NOT_IN_PATIENT, column_px, row_px })),
  };
}

function annotationOf({ id, content: { row, points } }: RevisionRows<Drawn>, stamps: Stamps): Annotation | null {
  const pixels = points.map(({ column_px: column, row_px: line }) => [column, line]);
  const { space } = row;
  const place = space === 'patient'
    ? {
        space, points: points.map(({ x_mm: x, y_mm: y, z_mm: z }) => [x, y, z]),
        normal: [row.normal_x, row.normal_y, row.normal_z], frameOfReferenceUid: row.frame_of_reference_uid,
      }
    : space === 'frame'
      ? { space, frame: row.frame_index, points: pixels }
      : {
          space, frame: row.frame_index, partner: row.partner_series_id, partnerFrame: row.partner_frame_index,
          points: pixels,
        };
  const parsed = annotationSchema.safeParse({ id, series: row.series_id, kind: row.kind, place, text: row.note, ...stamps });
  return parsed.success ? parsed.data : null;
}
