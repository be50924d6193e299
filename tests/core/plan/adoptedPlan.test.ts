import { expect, it } from 'vitest';
import { seriesIdSchema } from '../../../core/contract/ids.ts';
import { adoptedPlan } from '../../../core/plan/adoptedPlan.ts';
import type { PlanContent } from '../../../core/plan/plan.ts';
import { contentOf } from '../../electron/host/store/planFixture.ts';

const [here, elsewhere] = ['ser_0000000000000001', 'ser_0000000000000002'].map((id) => seriesIdSchema.parse(id)) as [ReturnType<typeof seriesIdSchema.parse>, ReturnType<typeof seriesIdSchema.parse>];
const image = { id: 'k', sha256: '1'.repeat(64), caption: 'cap', detail: '' };

it('a draft that begins from another plan asks again for what was overridden there, and knows its series where they are here', () => {
  const plain = contentOf('notes', { keyImages: [{ ...image, series: here }, { ...image, series: elsewhere }, { ...image, series: null }] });
  const overridden: PlanContent = {
    ...plain, rungs: plain.rungs.map((rung) => ({
      ...rung, steps: rung.steps.map((step) => ({ ...step, override: { rules: ['S001'] as unknown as NonNullable<typeof step.override>['rules'], reason: 'I know' } })),
    })),
  };
  expect(adoptedPlan(overridden, new Set([here]))).toEqual({ ...plain, keyImages: [{ ...image, series: here }, { ...image, series: null }, { ...image, series: null }] });
});
