import { describe, expect, it } from 'vitest';
import type { CarriedPlan } from '../../../../core/contract/carriedPlan.ts';
import type { PlanId } from '../../../../core/contract/ids.ts';
import type { SealedPlan } from '../../../../core/plan/sealedPlan.ts';
import { checkedCarried, imagesToCarry, longestChains } from '../../../../electron/host/sharing/carriedPlan.ts';
import { canonicalJson } from '../../../../electron/host/store/canonicalJson.ts';
import type { Store } from '../../../../electron/host/store/open.ts';
import { tempFolder } from '../../../tempFolder.ts';
import { openIn, sha256 } from '../store/fixture.ts';
import { anna, valueIn } from '../store/imports.ts';
import { planDesk, pngOf, RCA, signedBy, type Desk } from '../store/planFixture.ts';
import { resealedChain, sealedIn } from './resealed.ts';
import { arrived, carried } from './shared.ts';

/** A plan of two versions, the first withdrawn, the second with a picture. */
async function signed(): Promise<Desk & { readonly store: Store; readonly plan: PlanId; readonly image: string }> {
  const store = openIn(tempFolder());
  const desk = await planDesk(store);
  const { id: plan } = signedBy(store, desk, 'one');
  valueIn(store.plans.withdraw(plan, 1, 'wrong phase', desk.tina));
  const image = valueIn(await store.planImages.keep(desk.caseId, pngOf(1), desk.tina));
  signedBy(store, desk, 'two', RCA, { keyImages: [{ id: 'k', sha256: image, series: desk.series, caption: '', detail: '' }] });
  return { store, plan, image, ...desk };
}
type Loose = { -readonly [Key in keyof CarriedPlan]: CarriedPlan[Key] };

describe('a chain on its way', () => {
  it('arrives as it was sealed: versions, withdrawals and pictures, and is always the same bytes', async () => {
    const { store, plan, image } = await signed();
    const { chain, withdrawals, isWithdrawn } = await carried(store, plan, 2);
    const there = valueIn(checkedCarried(chain));
    expect(there.versions.map(({ sealed, sha256: seal }) => [sealed.version, sealed.content.notes, seal]))
      .toEqual([1, 2].map((n) => [n, n === 1 ? 'one' : 'two', valueIn(store.plans.version(plan, n)).standing.sha256]));
    expect(there.versions.map(({ withdrawal }) => withdrawal?.reason ?? null)).toEqual(['wrong phase', null]);
    expect([...there.images].map(([hash, bytes]) => [hash, Buffer.from(bytes).equals(pngOf(1))])).toEqual([[image, true]]);
    expect([withdrawals, isWithdrawn]).toEqual([1, false]);
    expect(Buffer.from((await carried(store, plan, 2)).chain).equals(chain)).toBe(true);
  });

  it('ends with the version that is sent, whatever was signed since', async () => {
    const { store, plan } = await signed();
    const { isWithdrawn, mark } = await carried(store, plan, 1);
    expect([(await arrived(store, plan, 1)).versions.length, isWithdrawn]).toEqual([1, true]);
    expect(mark).not.toBe((await carried(store, plan, 2)).mark);
  });

  it('tells one library from another, and says nothing of it', async () => {
    const [one, other] = [await signed(), await signed()];
    const origin = (await arrived(one.store, one.plan, 1)).origin;
    expect(origin).toMatch(/^[0-9a-f]{64}$/);
    expect((await arrived(one.store, one.plan, 2)).origin).toBe(origin);
    expect((await arrived(other.store, other.plan, 1)).origin).not.toBe(origin);
  });

  const resealed = (json: string): { readonly sealed: string; readonly sha256: string } => ({ sealed: json, sha256: sha256(json) });
  const [first, second] = [0, 1];
  const at = (chain: Loose, n: number) => {
    const version = chain.versions[n];
    if (version === undefined) throw new Error('no such version');
    return version;
  };
  const faults: readonly (readonly [what: string, failure: object, harm: (chain: Loose) => void])[] = [
    ['a word of a version', { code: 'plan/tampered', what: 'the seal of version 2' }, (chain) => {
      chain.versions = [at(chain, first), { ...at(chain, second), sealed: at(chain, second).sealed.replace('two', 'tow') }];
    }],
    ['a word of a version, sealed anew', { code: 'plan/tampered', what: 'the withdrawal of version 1' }, (chain) => {
      chain.versions = [{ ...at(chain, first), ...resealed(at(chain, first).sealed.replace('one', 'eno')) }, at(chain, second)];
    }],
    ['a word of a version and no withdrawal, sealed anew', { code: 'plan/tampered', what: 'the chain before version 2' }, (chain) => {
      chain.versions = [{ ...resealed(at(chain, first).sealed.replace('one', 'eno')), withdrawal: null }, at(chain, second)];
    }],
    ['a version left out', { code: 'plan/tampered', what: 'the chain before version 1' }, (chain) => { chain.versions = [at(chain, second)]; }],
    ['two versions in the wrong order', { code: 'plan/tampered', what: 'the chain before version 1' }, (chain) => { chain.versions = chain.versions.toReversed(); }],
    ['a withdrawal taken away', { code: 'plan/tampered', what: 'the end of its chain' }, (chain) => {
      chain.versions = [{ ...at(chain, first), withdrawal: null }, at(chain, second)];
    }],
    ['another reason of a withdrawal', { code: 'plan/tampered', what: 'the withdrawal of version 1' }, (chain) => {
      const { withdrawal } = at(chain, first);
      chain.versions = [{ ...at(chain, first), withdrawal: withdrawal === null ? null : { ...withdrawal, reason: 'none' } }, at(chain, second)];
    }],
    ['another workstation', { code: 'plan/tampered', what: 'the end of its chain' }, (chain) => { chain.origin = '0'.repeat(64); }],
    ['another picture', { code: 'plan/tampered', what: 'a key image' }, (chain) => {
      chain.images = Object.fromEntries(Object.keys(chain.images).map((hash) => [hash, pngOf(2).toString('base64')]));
    }],
    ['no picture', { code: 'plan/tampered', what: 'a key image' }, (chain) => { chain.images = {}; }],
    ['a picture more', { code: 'plan/tampered', what: 'a key image' }, (chain) => {
      chain.images = { ...chain.images, [sha256(pngOf(3))]: pngOf(3).toString('base64') };
    }],
    ['JSON that is not canonical', { code: 'plan/not-readable' }, (chain) => {
      chain.versions = [{ ...at(chain, first), ...resealed(` ${at(chain, first).sealed}`) }, at(chain, second)];
    }],
    ['no version', { code: 'plan/not-readable' }, (chain) => { chain.versions = []; }],
    ['a newer format', { code: 'plan/from-newer-release' }, (chain) => { (chain as { format: number }).format = 2; }],
    ['a version of a newer format', { code: 'plan/from-newer-release' }, (chain) => {
      chain.versions = [{ ...resealed(canonicalJson({ format: 2 })), withdrawal: null }];
    }],
  ];
  it.each(faults)('with %s is refused, and the first broken link is named', async (_, failure, harm) => {
    const { store, plan } = await signed();
    const chain = JSON.parse(Buffer.from((await carried(store, plan, 2)).chain).toString('utf8')) as Loose;
    expect(checkedCarried(Buffer.from(canonicalJson(chain)))).toMatchObject({ ok: true });
    harm(chain);
    expect(checkedCarried(Buffer.from(canonicalJson(chain)))).toEqual({ ok: false, failure });
  });

  it('whose versions name different patients is refused, whichever of them is the stranger', async () => {
    const { store, plan } = await signed();
    const chain = JSON.parse(Buffer.from((await carried(store, plan, 2)).chain).toString('utf8')) as Loose;
    expect(checkedCarried(resealedChain(chain, []))).toMatchObject({ ok: true });
    const other = { patient: { name: 'Muster, Anton', id: 'MRN-00124', birthDate: '1951-02-03', sex: 'M' as const } };
    for (const changes of [[other, {}], [{}, other]]) {
      expect(checkedCarried(resealedChain(chain, changes))).toEqual({ ok: false, failure: { code: 'plan/of-several-patients' } });
    }
    // Written otherwise it is the same patient.
    expect(checkedCarried(resealedChain(chain, [{ patient: { ...anna, name: 'MUSTER^Anna' } }]))).toMatchObject({ ok: true });
  });

  it('of patients whom nothing tells apart is of one study, sealed version by version', async () => {
    const { store, plan } = await signed();
    const chain = JSON.parse(Buffer.from((await carried(store, plan, 2)).chain).toString('utf8')) as Loose;
    const series = sealedIn(chain)[0]?.series ?? [];
    const of = (study: string): Partial<SealedPlan> => ({
      patient: { name: null, id: null, birthDate: null, sex: null }, series: series.map((one) => ({ ...one, studyUid: study })),
    });
    expect(checkedCarried(resealedChain(chain, [of('1.2.3'), of('1.2.3')]))).toMatchObject({ ok: true });
    expect(checkedCarried(resealedChain(chain, [of('1.2.4'), of('1.2.3')]))).toEqual({ ok: false, failure: { code: 'plan/of-several-patients' } });
  });

  it.each([['nothing', Buffer.of()], ['no JSON', Buffer.from('{')], ['no object', Buffer.from('7')], ['no text', Buffer.of(0x22, 0xff, 0x22)]])(
    '%s is no chain', (_, bytes) => { expect(checkedCarried(bytes)).toEqual({ ok: false, failure: { code: 'plan/not-readable' } }); });
});

it('pictures go along from the newest version on, as long as there is room', async () => {
  const [large, small] = [Buffer.alloc(20 * 2 ** 20), Buffer.alloc(4 * 2 ** 20)];
  const pictures = new Map([['a', large], ['b', large], ['c', small]]);
  const taken = await imagesToCarry(['a', 'a', 'b', 'x', 'c'], async (hash) => pictures.get(hash) ?? null);
  expect(Object.keys(taken)).toEqual(['a', 'c']);
});

describe('of the chains of one source', () => {
  it('the longest counts, with the withdrawals and pictures of those that are its beginning', async () => {
    const { store, plan, tina, ...desk } = await signed();
    const before = await arrived(store, plan, 2);
    valueIn(store.plans.withdraw(plan, 2, 'late', tina));
    const withdrawn = await arrived(store, plan, 2);
    signedBy(store, { ...desk, tina }, 'three');
    const three = await arrived(store, plan, 3);
    // As it was sent before the second version was withdrawn.
    const early = { ...three, versions: three.versions.map((version, n) => (n === 1 ? { ...version, withdrawal: null } : version)) };
    const [only, ...more] = longestChains([before, early, withdrawn]);
    expect([more, only?.versions.map(({ withdrawal }) => withdrawal?.reason ?? null)]).toEqual([[], ['wrong phase', 'late', null]]);
  });

  it('two that part ways are two', async () => {
    const [one, other] = [await signed(), await signed()];
    expect(longestChains([await arrived(one.store, one.plan, 1), await arrived(other.store, other.plan, 2)])).toHaveLength(2);
  });
});
