import { expect, it } from 'vitest';
import { archiveIdSchema, caseIdSchema } from '../../../core/contract/ids.ts';
import { droppedSendingsWords } from '../../../core/plan/droppedSendings.ts';

const [own, other] = [caseIdSchema.parse('cas_0123456789abcdef'), caseIdSchema.parse('cas_fedcba9876543210')];
const to = (name: string, caseId = own) => ({ caseId, archive: { id: archiveIdSchema.parse('arc_0123456789abcdef'), name } });

it('says how many sendings of a case still wait, and to which archive; nothing where none does', () => {
  expect(droppedSendingsWords([], own)).toBeNull();
  expect(droppedSendingsWords([to('Radiology', other)], own)).toBeNull();
  expect(droppedSendingsWords([to('Radiology'), to('Radiology', other)], own)).toBe(
    '1 sending still waits (1 to Radiology): it is dropped with the case. Keep it until it is sent, or nobody at the archive learns of it.',
  );
  expect(droppedSendingsWords([to('Radiology'), to('PACS Wien'), to('Radiology')], own)).toBe(
    '3 sendings still wait (2 to Radiology, 1 to PACS Wien): they are dropped with the case. Keep it until they are sent, or nobody at the archive learns of it.',
  );
});
