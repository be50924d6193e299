import type { Page } from '@playwright/test';
import { onArtery, truth } from './demoDesk.ts';

/** The demo's occluded artery as an operator has traced it, entered through the page's own calls: for tests of what follows. */
export async function enterVessel(page: Page): Promise<void> {
  const points = [2, 30, 60, 95].map(onArtery);
  const { proximalCap, distalCap } = truth.occlusion;
  await page.evaluate(async (given) => {
    const call = async (method: string, input: object) => {
      const reply = await fetch(`/api/${method}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(input) });
      const answer = (await reply.json()) as { readonly ok: boolean; readonly value: never };
      if (!answer.ok) throw new Error(`${method}: ${JSON.stringify(answer)}`);
      return answer.value;
    };
    const { rows } = (await call('cases.list', { text: 'DEMO', sort: 'name', order: 'asc', limit: 5, offset: 0 })) as { readonly rows: readonly { readonly id: string }[] };
    const caseId = rows[0]?.id ?? '';
    const { series, selected } = (await call('cases.open', { id: caseId })) as { readonly series: readonly { readonly id: string; readonly kind: string }[]; readonly selected: string | null };
    const ct = selected ?? series.find(({ kind }) => kind === 'ct-volume')?.id;
    const vessel = 'ves_demo000000000000';
    const entry = (n: number, content: object) => ({ id: `ent_demo00000000000${n}`, vessel, revision: 0, content });
    await call('entries.change', {
      caseId, words: 'trace the artery', remove: [],
      put: [
        entry(1, { kind: 'path', series: ct, frameOfReferenceUid: null, points: given.points, target: 'RCA', segment: '2' }),
        entry(2, { kind: 'cap', which: 'proximal', at: given.proximalCap }),
        entry(3, { kind: 'cap', which: 'distal', at: given.distalCap }),
        { id: 'ent_demo000000000004', vessel: null, revision: 0, content: { kind: 'fact', path: 'egfr', value: 45, source: 'stated', by: null, range: null, note: null } },
      ],
    });
  }, { points, proximalCap, distalCap });
}
