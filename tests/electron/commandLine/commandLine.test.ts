import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { run } from '../../../electron/commandLine/run.ts';
import { doubledSlice, missing, tilted, twoPhases, uneven, withStranger } from '../../phantoms/faults.ts';
import { cleanRun } from '../../phantoms/runs.ts';
import { cleanSeries, huOfSlice, rampHu, writeSeries, type SliceFile } from '../../phantoms/series.ts';
import { pointLps, vectorLps } from '../../../core/geometry/frame.ts';
import { annotationIdSchema } from '../../../core/contract/ids.ts';
import { filesBelow, imported, only, opened, runningHost, value } from '../host/running.ts';
import { tempFolder } from '../../tempFolder.ts';

const main = join(import.meta.dirname, '../../../electron/commandLine/main.ts');

interface Answer { readonly status: number | null; readonly out: string; readonly err: string }
/** Runs the command line in a process of its own. */
function spawned(words: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...words], { env: { ...process.env, ...env } });
    let [out, err] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => { out += text; });
    child.stderr.setEncoding('utf8').on('data', (text: string) => { err += text; });
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, out, err }));
  });
}
/** The same in this process. */
async function fullmoon(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  for (const [name, setting] of Object.entries(env)) vi.stubEnv(name, setting);
  let [out, err] = ['', ''];
  const status = await run(words, {
    out: (line) => {
      out += `${line}\n`;
    },
    say: (line) => {
      err += `${line}\n`;
    },
  });
  vi.unstubAllEnvs();
  return { status, out, err };
}
const folderOf = (...files: readonly (readonly SliceFile[])[]): string => {
  const folder = tempFolder();
  files.forEach((series, n) => writeSeries(join(folder, `s${n}`), series));
  return folder;
};
const uidOf = async (folder: string): Promise<string> => {
  const { studies } = JSON.parse((await fullmoon(['scan', folder])).out);
  return studies[0].series[0].seriesUid;
};

describe('scan', () => {
  it('tells studies, series and what was refused, in the shape of the contract', async () => {
    const folder = folderOf(cleanSeries(), [cleanRun()]);
    writeFileSync(join(folder, 'README.TXT'), 'text');
    const { status, out } = await spawned(['scan', folder]);
    expect(status).toBe(0);
    const answer = JSON.parse(out);
    const patient = { name: 'Test, Phantom', id: 'PH-clean', birthDate: '1955-03-14', sex: 'M' };
    expect(answer.studies).toEqual([
      {
        studyUid: expect.any(String),
        date: '2026-11-12',
        description: 'CCTA phantom',
        patient,
        series: [
          expect.objectContaining({
            seriesUid: expect.any(String),
            modality: 'CT',
            description: 'CCTA 75 %, smooth',
            kind: 'ct-volume',
            stack: 1,
            instances: 24,
            frames: 24,
            rows: 48,
            columns: 64,
            spacing: [0.5, 0.6, 0.75],
            phasePercent: 75,
            transferSyntaxUid: '1.2.840.10008.1.2.1',
            geometry: { usable: true, correctable: false, intact: false, problems: [] },
          }),
          expect.objectContaining({
            kind: 'xa-run',
            modality: 'XA',
            instances: 1,
            frames: 10,
            spacing: null,
            instanceUid: expect.any(String),
          }),
        ],
      },
    ]);
    expect(answer.rejected).toEqual([
      { path: join(folder, 'README.TXT'), code: 'file/not-dicom', message: expect.any(String) },
    ]);
  });

  it('gives the code of every fault with its sentence and its instances', async () => {
    const folder = folderOf(missing(cleanSeries(), 0.05));
    const { studies } = JSON.parse((await fullmoon(['scan', folder])).out);
    expect(studies[0].series[0].geometry).toMatchObject({
      usable: false,
      problems: [
        { code: 'missing-slice', message: expect.stringMatching(/missing/), instances: expect.any(Array) },
      ],
    });
  });

  it('exits 0 where all is refused, also for a single file', async () => {
    const folder = tempFolder();
    writeFileSync(join(folder, 'a'), 'text');
    for (const path of [folder, join(folder, 'a')]) {
      const { status, out } = await fullmoon(['scan', path]);
      expect(status).toBe(0);
      expect(JSON.parse(out)).toEqual({
        studies: [],
        rejected: [{ path: join(folder, 'a'), code: 'file/not-dicom', message: expect.any(String) }],
      });
    }
  });

  it('refuses a path where nothing is: one JSON value, one plain sentence, exit status 1', async () => {
    const { status, out, err } = await spawned(['scan', '/nowhere/at/all']);
    expect(status).toBe(1);
    const { error } = JSON.parse(out);
    expect(error).toEqual({ code: 'source/not-found', message: expect.stringMatching(/^[A-Z].*\.$/) });
    expect(err.trimEnd()).toBe(error.message);
  });

  it('leaves nothing of an archive behind', async () => {
    const temp = tempFolder();
    const zip = join(tempFolder(), 'broken.zip');
    writeFileSync(zip, 'PK\x03\x04 and no more');
    const { status, out } = await spawned(['scan', zip], { TMPDIR: temp });
    expect({ status, code: JSON.parse(out).error.code }).toEqual({ status: 1, code: 'zip/damaged' });
    expect(filesBelow(temp).filter((name) => name.startsWith('fullmoon-'))).toEqual([]);
  });
});

describe('volume', () => {
  it('gives grid, figures and hash of a clean series, whatever the order of its files', async () => {
    const shape = {
      columns: 64,
      rows: 48,
      spacing: [0.5, 0.6, 0.75],
      row: vectorLps(1, 0, 0),
      column: vectorLps(0, 1, 0),
      field: rampHu,
    } as const;
    const voxels = Buffer.concat(
      Array.from({ length: 24 }, (_, k) =>
        Buffer.from(huOfSlice(shape, pointLps(-16, -14, -9 + 0.75 * k)).buffer),
      ),
    );
    const folder = folderOf(cleanSeries().toReversed());
    const { status, out } = await fullmoon(['volume', folder, '--series', await uidOf(folder)]);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      dims: [64, 48, 24],
      spacing: [0.5, 0.6, 0.75],
      origin: [-16, -14, -9],
      direction: [1, 0, 0, 0, 1, 0, 0, 0, 1],
      sha256: createHash('sha256').update(voxels).digest('hex'),
      valuesAre: 'HU',
      hu: {
        min: new Int16Array(voxels.buffer, voxels.byteOffset, voxels.length / 2).reduce((a, b) =>
          Math.min(a, b),
        ),
      },
    });
  });

  it('refuses what may not be measured, with the reasons', async () => {
    const folder = folderOf(missing(cleanSeries(), 0.05));
    const { status, out, err } = await fullmoon(['volume', folder, '--series', await uidOf(folder)]);
    expect(status).toBe(1);
    expect(JSON.parse(out).error).toMatchObject({
      code: 'series/not-a-volume',
      problems: [{ code: 'missing-slice' }],
    });
    expect(err).toMatch(/missing/);
  });

  it.each([['uneven spacing', uneven('jump')], ['a gantry tilt', tilted('position', 10)]])(
    'gives a series with %s only as corrected, and says so', async (_, files) => {
      const folder = folderOf(files);
      const uid = await uidOf(folder);
      const refused = await fullmoon(['volume', folder, '--series', uid]);
      expect(refused.status).toBe(1);
      expect(JSON.parse(refused.out).error.message).toMatch(/--corrected/);
      const taken = await fullmoon(['volume', folder, `--series=${uid}`, '--corrected']);
      expect(taken.status).toBe(0);
      expect(JSON.parse(taken.out).correction).toEqual(expect.any(String));
    });

  it('refuses a bare UID of a split series with the list of its stacks, and takes each of them', async () => {
    const folder = folderOf(twoPhases('phase'));
    const uid = await uidOf(folder);
    const bare = await fullmoon(['volume', folder, '--series', uid]);
    expect(bare.status).toBe(1);
    expect(JSON.parse(bare.out).error).toMatchObject({
      code: 'series/is-split',
      stacks: [`${uid}#1`, `${uid}#2`],
    });
    const hashes = await Promise.all(
      [1, 2].map(
        async (n) => JSON.parse((await fullmoon(['volume', folder, '--series', `${uid}#${n}`])).out).sha256,
      ),
    );
    expect(new Set(hashes).size).toBe(2);
    expect((await fullmoon(['volume', folder, '--series', `${uid}#3`])).status).toBe(1);
  });

  it('drops an identical copy of a slice, and refuses two slices in one place', async () => {
    const clean = folderOf(cleanSeries());
    const copied = folderOf(doubledSlice(cleanSeries(), 3, 'new uid'));
    const double = folderOf(doubledSlice(cleanSeries(), 3, 'different pixels'));
    const uid = await uidOf(clean);
    const [a, b, c] = await Promise.all(
      [clean, copied, double].map((folder) => fullmoon(['volume', folder, '--series', uid])),
    );
    expect(JSON.parse(b?.out ?? '').sha256).toBe(JSON.parse(a?.out ?? '').sha256);
    expect(JSON.parse(c?.out ?? '').error).toMatchObject({
      code: 'series/not-a-volume',
      problems: [{ code: 'duplicate-slice' }],
    });
  });

  it('keeps a localizer out of the volume', async () => {
    const folder = folderOf(withStranger(cleanSeries(), 'localizer'));
    expect(
      JSON.parse((await fullmoon(['volume', folder, '--series', await uidOf(folder)])).out),
    ).toMatchObject({ dims: [64, 48, 24] });
  });

  it('refuses pixels that are cut short, a run and an unknown series', async () => {
    const folder = folderOf(cleanSeries(), [cleanRun()]);
    const uid = await uidOf(folder);
    truncateSync(join(folder, 's0', 'IM0004.dcm'), 4_000);
    expect(JSON.parse((await fullmoon(['volume', folder, '--series', uid])).out).error).toMatchObject({
      code: 'series/not-a-volume',
    });
    const { studies } = JSON.parse((await fullmoon(['scan', folder])).out);
    const run = studies[0].series.find(({ kind }: { kind: string }) => kind === 'xa-run').seriesUid;
    expect(JSON.parse((await fullmoon(['volume', folder, '--series', run])).out).error.code).toBe(
      'series/not-a-volume',
    );
    expect(JSON.parse((await fullmoon(['volume', folder, '--series', '1.2.3'])).out).error.code).toBe(
      'series/not-found',
    );
  });
});

describe('wrong usage', () => {
  it.each([
    [[]],
    [['fly']],
    [['scan']],
    [['scan', 'a', 'b']],
    [['scan', 'a', '--series', 'x']],
    [['volume', 'a']],
    [['volume', 'a', '--series']],
    [['volume', 'a', '--series', 'x', '--series', 'y']],
    [['volume', 'a', '--series', 'x', '--corrected=yes']],
    [['list', 'a']],
    [['demo']],
    [['toString']],
  ])(
    '%j has exit status 2, nothing on standard output, and how it is meant on standard error',
    async (words) => {
      const { status, out, err } = await fullmoon(words);
      expect({ status, out }).toEqual({ status: 2, out: '' });
      expect(err).toContain('Usage:');
    },
  );
});

it('run through npm, takes paths from where the user is', async () => {
  const folder = folderOf(cleanSeries({ slices: 8 }));
  const child = spawnSync(
    'npm',
    ['--prefix', join(import.meta.dirname, '../../..'), 'run', '--silent', 'fullmoon', '--', 'scan', 's0'],
    {
      cwd: folder,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    },
  );
  expect(child.status).toBe(0);
  expect(JSON.parse(child.stdout).studies).toHaveLength(1);
});

it('wrong usage ends the process with exit status 2', async () => {
  expect(await spawned(['fly'])).toMatchObject({ status: 2, out: '' });
});

describe('import and list', () => {
  it('work on the library that the windows use', async () => {
    const env = { FULLMOON_DATA: join(tempFolder(), 'library') };
    const folder = folderOf(cleanSeries(), [cleanRun()]);
    const first = await spawned(['import', folder], env);
    expect(first.status).toBe(0);
    const { cases, report } = JSON.parse(first.out);
    expect(report).toMatchObject({ filesNew: 25 });
    const again = JSON.parse((await fullmoon(['import', folder], env)).out);
    expect(again).toMatchObject({ cases, report: { filesNew: 0 } });
    const { status, out } = await fullmoon(['list'], env);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      total: 1,
      cases: [{ id: cases[0], ctSeries: 1, xaRuns: 1, patient: { id: 'PH-clean' } }],
    });
  });

  it('annotations tells what is drawn on a case, with measures that name their unit', async () => {
    const data = join(tempFolder(), 'library');
    const running = await runningHost(data);
    const { job } = await imported(running, folderOf(cleanSeries()));
    const [caseId] = job.cases;
    if (caseId === undefined) throw new Error('no case');
    const series = only((await opened(running, caseId)).series);
    const place = { space: 'patient', normal: vectorLps(0, 0, 1), frameOfReferenceUid: null } as const;
    const put = [
      { id: annotationIdSchema.parse('ann_0123456789abcdef'), kind: 'distance', points: [pointLps(0, 0, 0), pointLps(3, 4, 0)] },
      { id: annotationIdSchema.parse('ann_0123456789abcdeg'), kind: 'arrow', points: [pointLps(0, 0, 0), pointLps(3, 4, 0)] },
    ] as const;
    value(await running.host['annotations.change']({
      caseId, words: 'draw', remove: [],
      put: put.map(({ id, kind, points }) => ({ id, kind, series: series.id, revision: 0, text: 'cap', place: { ...place, points } })),
    }));
    const { status, out } = await fullmoon(['annotations', caseId], { FULLMOON_DATA: data });
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      annotations: [{ kind: 'distance', text: 'cap', seriesUid: series.seriesUid, measure: { lengthMm: 5 } }, { kind: 'arrow', measure: null }],
    });
    for (const id of ['cas_zzzzzzzzzzzzzzzz', 'nonsense']) {
      const none = await fullmoon(['annotations', id], { FULLMOON_DATA: data });
      expect([none.status, JSON.parse(none.out).error.code]).toEqual([1, 'case/not-found']);
    }
    expect((await fullmoon(['annotations'], { FULLMOON_DATA: data })).status).toBe(2);
  });

  it('refuse what holds no image, and store nothing', async () => {
    const env = { FULLMOON_DATA: join(tempFolder(), 'library') };
    const { status, out, err } = await fullmoon(['import', tempFolder()], env);
    expect(status).toBe(1);
    expect(JSON.parse(out).error).toEqual({
      code: 'import/nothing-stored',
      message: expect.stringMatching(/^This folder is empty\./),
    });
    expect(err).toContain('This folder is empty.');
    expect(JSON.parse((await fullmoon(['list'], env)).out)).toMatchObject({ total: 0, cases: [] });
  });

  it('say so while another Fullmoon uses the library', async () => {
    const data = tempFolder();
    await runningHost(data);
    const { status, out } = await fullmoon(['import', folderOf([cleanRun()])], { FULLMOON_DATA: data });
    expect({ status, error: JSON.parse(out).error }).toEqual({
      status: 1, error: { code: 'store/read-only', message: expect.stringContaining('Another Fullmoon') },
    });
    expect((await fullmoon(['list'], { FULLMOON_DATA: data })).status).toBe(0);
  });
});

it('demo refuses a folder that holds something', async () => {
  const folder = tempFolder();
  mkdirSync(join(folder, 'mine'));
  const { status, out } = await fullmoon(['demo', folder]);
  expect({ status, code: JSON.parse(out).error.code }).toEqual({ status: 1, code: 'demo/folder-not-empty' });
});

const shared = join(import.meta.dirname, '../../../../shared/data');
if (!existsSync(shared)) console.log('../shared/data is not here: the scan of real files is skipped.');
describe.skipIf(!existsSync(shared))('real files', () => {
  it.each(
    existsSync(shared)
      ? readdirSync(shared, { withFileTypes: true })
          .filter((one) => one.isDirectory())
          .map(({ name }) => name)
      : [],
  )('of %s are read or refused with a reason', async (name) => {
    const { status, out } = await fullmoon(['scan', join(shared, name)]);
    expect(status).toBe(0);
    const { studies, rejected } = JSON.parse(out);
    expect(studies.length + rejected.length).toBeGreaterThan(0);
    for (const one of rejected)
      expect(one).toEqual({
        path: expect.any(String),
        code: expect.stringMatching(/^[a-z-]+(?:\/[a-z-]+)?$/),
        message: expect.stringMatching(/\.$/),
      });
  });
});
