import { closeSync, mkdtempSync, openSync, readdirSync, readFileSync, readSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { archiveSentence } from '../host/archive/archiveSentence.ts';
import { foundStudies, sentFiles, type Archive, type ArchiveFailure, type Stored } from '../host/archive/dicomWeb.ts';
import type { Peer } from '../host/archive/archiveBook.ts';
import { fetchedFiles } from '../host/archive/fetchedFiles.ts';
import { NOTHING_GIVEN } from '../host/archive/fetchStudy.ts';
import { storedInstances } from '../host/archive/storeInstances.ts';
import { dataFolder } from '../host/dataFolder.ts';
import { failureSentence } from '../host/store/failureSentence.ts';
import { troubleOf } from '../host/store/trouble.ts';
import { peerAt } from './archivePeer.ts';
import { listedArchives, queued, sendPlan } from './archiveQueue.ts';
import { IN_USE, imported, withHost } from './library.ts';
import { CANCELLED, done, refused, usage, type Call, type Outcome } from './outcome.ts';

/** archive list | queue | find | fetch STUDY | send FOLDER or PLAN: archives as places to take studies from and bring plans to. */
export async function archive(call: Call): Promise<Outcome> {
  const [what, word, ...rest] = call.args;
  if (what === 'list' && word === undefined) return listedArchives();
  if (what === 'queue' && word === undefined) return queued();
  if (what === 'send' && word !== undefined && word.startsWith('pln_') && rest.length === 0) return sendPlan(call, word);
  if (call.options['version'] !== undefined) return usage('--version belongs to archive send PLAN.');
  const isWhole = word === undefined ? what === 'find' : (what === 'fetch' || what === 'send') && rest.length === 0;
  if (!isWhole) return usage('archive takes list, queue, find, fetch STUDY, send FOLDER or send PLAN.');
  const at = await peerAt(call);
  if (!at.ok) return at.failure;
  if (what === 'send' && word !== undefined) return send(call, at.value, resolve(word));
  if (at.value.kind === 'dimse') return usage('archive find and archive fetch take a DICOMweb archive.');
  return word === undefined ? find(call, at.value) : fetchInto(call, at.value, word);
}

const wordOf = (value: string | true | undefined): string | null => (typeof value === 'string' ? value : null);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

async function find({ options, signal }: Call, at: Archive): Promise<Outcome> {
  const [from, to] = [wordOf(options['from']), wordOf(options['to'])];
  if ([from, to].some((day) => day !== null && !DAY.test(day))) return usage('--from and --to take a day: 2026-11-29.');
  const dicomDay = (day: string | null): string | null => day?.replaceAll('-', '') ?? null;
  const found = await foundStudies(at, {
    patientName: wordOf(options['name']), patientId: wordOf(options['id']), from: dicomDay(from), to: dicomDay(to),
  }, signal);
  return found.ok ? done({ studies: found.value }) : failed(found.failure, signal);
}

/**
 * The way that the window takes: fetched whole before anything of it is imported, and held against what the archive told. A
 * study that breaks off leaves nothing behind.
 */
const fetchInto = (call: Call, archive: Archive, studyUid: string): Promise<Outcome> => withHost(async (running) => {
  const about = await running.host['shell.about']({});
  if (about.ok && about.value.isReadOnly) return refused({ code: 'store/read-only', message: IN_USE });
  const folder = mkdtempSync(join(dataFolder(), 'staging', 'fetch-'));
  try {
    const fetched = await fetchedFiles({ archive, studyUid, instances: null }, folder, (count, stated) => {
      if (count > 0 && count % 50 === 0) call.say(`fetched: ${count}${stated === null ? '' : ` of ${stated}`} files`);
    }, call.signal);
    if (!fetched.ok) return failed(fetched.failure, call.signal);
    if (fetched.value.given === 0) return refused({ code: 'archive/no-file', message: NOTHING_GIVEN });
    return await imported(running, call, running.importFetched(folder, fetched.value));
  } catch (fault) {
    const trouble = troubleOf(fault, folder);
    if (trouble?.code !== 'store/disk-full') throw fault;
    return refused({ code: trouble.code, message: failureSentence(trouble) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Files are sent some at a time, so that an archive that stops half-way has told of all before. */
const MOST_AT_ONCE = 20;
const MOST_BYTES_AT_ONCE = 64 * 1024 * 1024;

async function send({ say, signal }: Call, at: Peer, folder: string): Promise<Outcome> {
  const paths = dicomFiles(folder);
  if (paths.length === 0) return refused({ code: 'source/not-found', message: 'There is no DICOM file in this folder. Check the path.' });
  const all: Stored[] = [];
  for (const group of inGroups(paths)) {
    const files = group.map((path) => readFileSync(path));
    const sent = at.kind === 'dicomweb' ? await sentFiles(at, files, signal) : await storedInstances(at, files, () => {}, signal);
    if (!sent.ok) return failed(sent.failure, signal);
    all.push(sent.value);
    say(`sent: ${all.reduce((sum, { stored }) => sum + stored.length, 0)} of ${paths.length} files`);
  }
  const refusedFiles = all.flatMap((one) => one.refused);
  if (refusedFiles.length > 0) {
    const message = `The archive refused ${refusedFiles.length} of ${paths.length} files; the others are stored. Ask whoever keeps it.`;
    return refused({ code: 'archive/files-refused', message });
  }
  return done({ stored: all.flatMap(({ stored }) => stored) });
}

/** The files below a folder that begin as DICOM files do. @source DICOM PS3.10 7.1 */
function dicomFiles(folder: string): readonly string[] {
  const entries = statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true
    ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).toSorted()
    .filter(isDicom);
}

function isDicom(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const word = Buffer.alloc(4);
    return readSync(file, word, 0, 4, 128) === 4 && word.toString('latin1') === 'DICM';
  } finally {
    closeSync(file);
  }
}

function inGroups(paths: readonly string[]): readonly (readonly string[])[] {
  const groups: string[][] = [];
  let bytes = 0;
  for (const path of paths) {
    const { size } = statSync(path);
    const last = groups.at(-1);
    if (last === undefined || last.length >= MOST_AT_ONCE || bytes + size > MOST_BYTES_AT_ONCE) {
      groups.push([path]);
      bytes = size;
    } else {
      last.push(path);
      bytes += size;
    }
  }
  return groups;
}

const failed = (failure: ArchiveFailure, signal: AbortSignal): Outcome =>
  refused(signal.aborted ? CANCELLED : { code: failure.code, message: archiveSentence(failure) });
