import { expect, it } from 'vitest';
import { addressOfCase, caseOfAddress } from '../../../renderer/state/secondWindow.ts';
import { caseId } from '../../contract/fixtures/values.ts';

it('an address of a case asks for that case', () => {
  expect(caseOfAddress(new URL(addressOfCase(caseId), 'http://127.0.0.1').hash)).toBe(caseId);
});
it.each(['', '#', '#case=', '#case=cas_1', '#case=<script>', '#other=1'])('%j asks for none', (hash) => {
  expect(caseOfAddress(hash)).toBeNull();
});
