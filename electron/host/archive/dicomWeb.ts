import { randomUUID } from 'node:crypto';
import { request as askPlainly, type IncomingMessage } from 'node:http';
import { request as askSecurely } from 'node:https';
import { err, ok, type Result } from '../../../core/result.ts';
import type { InstanceIds } from './instanceIds.ts';
import { boundaryOf, dicomParts, MultipartFault, partsOf } from './multipart.ts';

/** An archive that the site configured. The address is that of its DICOMweb root. */
export interface Archive {
  readonly address: string;
  readonly user: string | null;
  readonly password: string | null;
}

/** How talking to an archive can fail. `busy` and `unreachable` pass by themselves: it is tried again. */
export type ArchiveFailure =
  | { readonly code: 'archive/bad-address' }
  | { readonly code: 'archive/unreachable'; readonly detail: string }
  | { readonly code: 'archive/busy'; readonly status: number }
  | { readonly code: 'archive/not-allowed'; readonly status: number }
  /** One of the two AE titles is not known there. */
  | { readonly code: 'archive/unknown-title'; readonly which: 'calling' | 'called' }
  | { readonly code: 'archive/refused'; readonly status: number }
  /** What the archive shows of itself does not hold: it is told nothing. */
  | { readonly code: 'archive/not-trusted'; readonly why: 'unknown-authority' | 'expired' | 'not-yet-valid' | 'other-name' | 'damaged' }
  /** It does not take this workstation's certificate, or wants one. */
  | { readonly code: 'archive/certificate-refused' }
  /** It speaks no TLS there. */
  | { readonly code: 'archive/no-tls' }
  | { readonly code: 'archive/bad-tls-file'; readonly file: 'ca' | 'certificate' | 'key'; readonly why: 'not-readable' | 'not-pem' | 'does-not-fit' }
  | { readonly code: 'archive/no-such-study' }
  | { readonly code: 'archive/not-understood'; readonly detail: string };

/** Why an archive refused an object: a status of DICOM, that of its answer where it says no more, or nothing. */
export type RefusalReason = number | `HTTP ${number}` | null;

/** What an archive made of the files that were sent: each is stored or refused. */
export interface Stored {
  readonly stored: readonly string[];
  readonly refused: readonly { readonly instanceUid: string; readonly reason: RefusalReason }[];
}

/** A study as an archive lists it. */
export interface FoundStudy {
  readonly studyUid: string;
  readonly patientName: string | null;
  readonly patientId: string | null;
  readonly birthDate: string | null;
  readonly date: string | null;
  readonly description: string | null;
  readonly modalities: readonly string[];
  readonly instances: number | null;
}

/** By what a study is looked for; null leaves it open. Dates as YYYYMMDD. */
export interface StudyQuery {
  readonly patientName: string | null;
  readonly patientId: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** An archive may take so long to answer, ms; and so long for what is sent to it, by the slowest line that is waited for. */
const WAIT_MS = 30_000;
const SLOWEST_BYTES_PER_MS = 250;
/** Answers in JSON are lists; one that is longer is no list anybody reads. */
const LONGEST_LIST = 32 * 1024 * 1024;
/** An archive that says nothing for so long while a study is fetched has stopped, ms. */
const LONGEST_SILENCE_MS = 60_000;
/** Of more studies than that nobody looks through the list. */
export const MOST_FOUND = 200;

/**
 * Sends DICOM files by STOW-RS. Sending the same again changes nothing in an archive that keeps UIDs apart.
 *
 * @source DICOM PS3.18 10.5
 */
export async function sentFiles(archive: Archive, files: readonly Uint8Array[], signal?: AbortSignal): Promise<Result<Stored, ArchiveFailure>> {
  const { body, contentType } = dicomParts(files, randomUUID());
  const answer = await asked(archive, 'studies', { method: 'POST', body, headers: { 'content-type': contentType, accept: JSON_TYPE } }, signal);
  if (!answer.ok) return answer;
  const { status } = answer.value;
  // 202: some were stored; 409: none was, and the answer says why of each.
  if (!answer.value.ok && status !== 409) return err(await failureOf(answer.value));
  const read = await jsonOf(answer.value);
  if (!read.ok) return status === 409 && read.failure.code === 'archive/not-understood' ? err({ code: 'archive/refused', status }) : read;
  const root = recordOf(read.value);
  const refused = itemsOf(root, '00081198').flatMap((item) =>
    stringsOf(item, '00081155').map((instanceUid) => ({ instanceUid, reason: numberOf(item, '00081197') })));
  if (status === 409 && refused.length === 0) return err({ code: 'archive/refused', status });
  return ok({ stored: itemsOf(root, '00081199').flatMap((item) => stringsOf(item, '00081155')), refused });
}

/** The studies that fit, newest first; at most two hundred. @source DICOM PS3.18 10.6 */
export async function foundStudies(archive: Archive, query: StudyQuery, signal?: AbortSignal): Promise<Result<readonly FoundStudy[], ArchiveFailure>> {
  const wanted = new URLSearchParams({ limit: `${MOST_FOUND}`, fuzzymatching: 'false' });
  if (query.patientName !== null) wanted.set('00100010', `*${query.patientName.replaceAll(/[*?\\]/g, '')}*`);
  if (query.patientId !== null) wanted.set('00100020', query.patientId);
  if (query.from !== null || query.to !== null) wanted.set('00080020', `${query.from ?? ''}-${query.to ?? ''}`);
  const listed = await listedStudies(archive, wanted, signal);
  return listed.ok ? ok(listed.value.toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? ''))) : listed;
}

/** How many files of a study the archive tells that it has; null where it does not tell. @source DICOM PS3.18 10.6, C.6.2.1.2 */
export async function statedInstances(archive: Archive, studyUid: string, signal?: AbortSignal): Promise<Result<number | null, ArchiveFailure>> {
  const listed = await listedStudies(archive, new URLSearchParams({ '0020000D': studyUid }), signal);
  return listed.ok ? ok(listed.value.find((study) => study.studyUid === studyUid)?.instances ?? null) : listed;
}

async function listedStudies(archive: Archive, wanted: URLSearchParams, signal?: AbortSignal): Promise<Result<readonly FoundStudy[], ArchiveFailure>> {
  for (const field of ['00081030', '00080061', '00201208']) wanted.append('includefield', field);
  const listed = await listOf(archive, `studies?${wanted.toString()}`, signal);
  return listed.ok ? ok(listed.value.flatMap(studyOf)) : listed;
}

/** What a search answers; where nothing is found, nothing. */
async function listOf(
  archive: Archive, path: string, signal?: AbortSignal,
): Promise<Result<readonly Json[], ArchiveFailure>> {
  const answer = await asked(archive, path, { headers: { accept: JSON_TYPE } }, signal);
  if (!answer.ok) return answer;
  if (answer.value.status === 204) return ok([]);
  if (!answer.value.ok) return err(await failureOf(answer.value));
  const read = await jsonOf(answer.value);
  if (!read.ok) return read;
  if (!Array.isArray(read.value)) return err(NO_LIST);
  const list: readonly unknown[] = read.value;
  return ok(list.map(recordOf));
}

/** UIDs of the objects that the archive lists of a series. @source DICOM PS3.18 10.6, all instances */
export async function listedInstances(
  archive: Archive, { studyUid, seriesUid }: Pick<InstanceIds, 'studyUid' | 'seriesUid'>, signal?: AbortSignal,
): Promise<Result<ReadonlySet<string>, ArchiveFailure>> {
  const wanted = new URLSearchParams({ '0020000D': studyUid, '0020000E': seriesUid });
  const listed = await listOf(archive, `instances?${wanted.toString()}`, signal);
  return listed.ok ? ok(new Set(listed.value.flatMap((one) => stringOf(one, '00080018') ?? []))) : listed;
}

/** Does the archive list studies? It is asked for one. @source DICOM PS3.18 10.6 */
export async function listsStudies(archive: Archive, signal?: AbortSignal): Promise<Result<void, ArchiveFailure>> {
  const listed = await listOf(archive, 'studies?limit=1', signal);
  return listed.ok ? ok(undefined) : listed;
}

/**
 * Fetches all files of a study by WADO-RS, each handed on in pieces as it comes: none is ever held whole.
 *
 * @param onFile - takes one file; the next is begun when it is done
 * @returns how many there were; `isPart` where the archive says that these are not all
 * @source DICOM PS3.18 10.4; RFC 9110 15.3.7
 */
export async function fetchedStudy(
  archive: Archive, studyUid: string, onFile: (pieces: AsyncIterable<Uint8Array>) => Promise<void>, signal?: AbortSignal, silenceMs = LONGEST_SILENCE_MS,
): Promise<Result<{ readonly files: number; readonly isPart: boolean }, ArchiveFailure>> {
  if (!/^[0-9.]{1,64}$/.test(studyUid)) return err({ code: 'archive/no-such-study' });
  const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
  const answer = await begun(archive, `studies/${studyUid}`, accept, silenceMs, signal);
  if (!answer.ok) return answer;
  const { statusCode: status = 0, headers } = answer.value;
  if (status !== 200 && status !== 206) {
    answer.value.destroy();
    return err(status === 404 ? { code: 'archive/no-such-study' } : failureOfStatus(status));
  }
  const boundary = boundaryOf(headers['content-type'] ?? null);
  if (boundary === null) {
    answer.value.destroy();
    return err({ code: 'archive/not-understood', detail: 'the study came in no parts' });
  }
  let files = 0;
  try {
    for await (const part of partsOf(ofNetwork(answer.value), boundary)) {
      await onFile(part);
      files += 1;
    }
  } catch (fault) {
    if (fault instanceof MultipartFault) return err({ code: 'archive/not-understood', detail: fault.message });
    // What fails with a file in hand is ours.
    if (fault instanceof BrokenLine) return err(unreachable(fault));
    throw fault;
  }
  return ok({ files, isPart: status === 206 });
}

/** What breaks off while an answer is read. */
class BrokenLine extends Error {
  override readonly name = 'BrokenLine';
}
async function* ofNetwork(answer: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* answer as AsyncIterable<Uint8Array>;
  } catch (fault) {
    throw fault instanceof Error ? new BrokenLine(fault.message, { cause: fault.cause }) : fault;
  }
}

const JSON_TYPE = 'application/dicom+json';
const NO_LIST: ArchiveFailure = { code: 'archive/not-understood', detail: 'the list that it answers is none' };

function rootOf(address: string): URL | null {
  const root = URL.canParse(address) ? new URL(address) : null;
  return root === null || !/^https?:$/.test(root.protocol) || root.username !== '' || root.search !== '' ? null : root;
}
const authorization = (user: string | null, password: string | null): Readonly<Record<string, string>> =>
  (user === null ? {} : { authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` });

/** One request. The password goes to the archive's own address alone: redirects are not followed. */
async function asked(
  { address, user, password }: Archive, path: string, init: RequestInit, signal?: AbortSignal,
): Promise<Result<Response, ArchiveFailure>> {
  const root = rootOf(address);
  if (root === null) return err({ code: 'archive/bad-address' });
  const headers = new Headers({ ...Object.fromEntries(new Headers(init.headers)), ...authorization(user, password) });
  const sent = init.body instanceof Uint8Array ? init.body.length : 0;
  const ends = [...(signal === undefined ? [] : [signal]), AbortSignal.timeout(WAIT_MS + Math.ceil(sent / SLOWEST_BYTES_PER_MS))];
  try {
    return ok(await fetch(`${root.href.replace(/\/+$/, '')}/${path}`, { ...init, headers, redirect: 'manual', signal: AbortSignal.any(ends) }));
  } catch (fault) {
    if (isOfNetwork(fault)) return err(unreachable(fault));
    throw fault;
  }
}

/**
 * The same for an answer that is read slowly, part by part. It is asked by node:http: fetch ends the whole program where a
 * connection closes while its reader waits.
 */
function begun(
  { address, user, password }: Archive, path: string, accept: string, silenceMs: number, signal?: AbortSignal,
): Promise<Result<IncomingMessage, ArchiveFailure>> {
  const root = rootOf(address);
  if (root === null) return Promise.resolve(err({ code: 'archive/bad-address' }));
  const ask = root.protocol === 'https:' ? askSecurely : askPlainly;
  return new Promise((resolve) => {
    const request = ask(`${root.href.replace(/\/+$/, '')}/${path}`, {
      headers: { accept, ...authorization(user, password) }, ...(signal === undefined ? {} : { signal }),
    }, (response) => {
      answer = response;
      resolve(ok(response));
    });
    let answer: IncomingMessage | null = null;
    // Whoever reads the answer by then is told so; else whoever waits for it.
    request.setTimeout(silenceMs, () => (answer ?? request).destroy(new Error(`it was silent for ${Math.round(silenceMs / 1000)} s`)));
    request.on('error', (fault) => resolve(err(unreachable(fault))));
    request.end();
  });
}

/** Fetch tells troubles of the network as a TypeError, an end by signal as a DOMException. */
const isOfNetwork = (fault: unknown): fault is Error => fault instanceof TypeError || fault instanceof DOMException;
const unreachable = (fault: Error): ArchiveFailure =>
  ({ code: 'archive/unreachable', detail: fault.cause instanceof Error ? fault.cause.message : fault.message });

async function failureOf(response: Response): Promise<ArchiveFailure> {
  await response.body?.cancel();
  return failureOfStatus(response.status);
}

function failureOfStatus(status: number): ArchiveFailure {
  if (status === 401 || status === 403) return { code: 'archive/not-allowed', status };
  if (status === 404) return { code: 'archive/bad-address' };
  if (status === 408 || status === 429 || status >= 500) return { code: 'archive/busy', status };
  return { code: 'archive/refused', status };
}

async function jsonOf(response: Response): Promise<Result<unknown, ArchiveFailure>> {
  try {
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of response.body ?? []) {
      length += chunk.length;
      // Leaving the loop ends the answer.
      if (length > LONGEST_LIST) return err({ code: 'archive/not-understood', detail: 'the answer is too long' });
      chunks.push(chunk);
    }
    return ok(JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown);
  } catch (fault) {
    if (fault instanceof SyntaxError) return err({ code: 'archive/not-understood', detail: 'the answer is no JSON' });
    if (isOfNetwork(fault)) return err(unreachable(fault));
    throw fault;
  }
}

// DICOM JSON: { "0020000D": { "vr": "UI", "Value": ["1.2"] } }. @source DICOM PS3.18 F.2
type Json = Readonly<Record<string, unknown>>;
const recordOf = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Json : {});
function valuesOf(item: Json, tag: string): readonly unknown[] {
  const { Value: values } = recordOf(item[tag]) as { readonly Value?: unknown };
  return Array.isArray(values) ? values : [];
}
const itemsOf = (item: Json, tag: string): readonly Json[] => valuesOf(item, tag).map(recordOf);
const stringsOf = (item: Json, tag: string): readonly string[] => valuesOf(item, tag).filter((one) => typeof one === 'string');
const stringOf = (item: Json, tag: string): string | null => stringsOf(item, tag)[0] ?? null;
function numberOf(item: Json, tag: string): number | null {
  const [first] = valuesOf(item, tag);
  const value = Number(first);
  return first === undefined || first === null || !Number.isFinite(value) ? null : value;
}

function studyOf(item: Json): readonly FoundStudy[] {
  const studyUid = stringOf(item, '0020000D');
  if (studyUid === null) return [];
  const name = valuesOf(item, '00100010').map(recordOf)[0] ?? {};
  const alphabetic = name['Alphabetic'] ?? name['Ideographic'];
  return [{
    studyUid, patientName: typeof alphabetic === 'string' ? alphabetic : null, patientId: stringOf(item, '00100020'),
    birthDate: stringOf(item, '00100030'), date: stringOf(item, '00080020'), description: stringOf(item, '00081030'),
    modalities: stringsOf(item, '00080061'), instances: numberOf(item, '00201208'),
  }];
}
