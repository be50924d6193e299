import type { Dataset } from 'dcmjs-dimse';
import { err, ok, type Result } from '../../../core/result.ts';
import type { ArchiveFailure, Stored } from './dicomWeb.ts';
import { associated, dimseLibrary, type DimseNode } from './dimse.ts';
import { fileMeta, type FileMeta } from './fileMeta.ts';
import { isKept, isOutOfResources, NOT_AUTHORIZED } from './storeStatus.ts';

/**
 * Sends DICOM files by C-STORE in one association. Each goes as it is, in its own transfer syntax, where the node takes that;
 * what is not compressed may be asked for in another order of bytes.
 *
 * @param onStored - how many are there by now
 * @source DICOM PS3.4 B
 */
export async function storedInstances(
  node: DimseNode, files: readonly Uint8Array[], onStored: (done: number) => void = () => {}, signal?: AbortSignal,
): Promise<Result<Stored, ArchiveFailure>> {
  const { requests: { CStoreRequest } } = await dimseLibrary();
  const metas = files.map(fileMeta);
  if (metas.includes(null)) return err({ code: 'archive/not-understood', detail: 'what was to be sent is no DICOM file' });
  /** The status of each file; null while none has come: the node takes nothing of its kind. */
  const answers = new Map<string, number | null>();
  const requests = await Promise.all(files.map(async (file, n) => {
    const meta = metas[n] as FileMeta;
    answers.set(meta.instanceUid, null);
    const request = new CStoreRequest(await datasetOf(file, meta));
    request.on('response', (response) => {
      answers.set(meta.instanceUid, response.getStatus());
      onStored([...answers.values()].filter(isThere).length);
    });
    return request;
  }));
  const done = await associated(node, requests, signal);
  if (!done.ok) return done;
  const statuses = [...answers.values()];
  const short = statuses.find((status) => status !== null && isOutOfResources(status)) ?? null;
  if (short !== null) return err({ code: 'archive/busy', status: short });
  if (statuses.includes(NOT_AUTHORIZED)) return err({ code: 'archive/not-allowed', status: NOT_AUTHORIZED });
  return ok({
    stored: [...answers].filter(([, status]) => isThere(status)).map(([uid]) => uid),
    refused: [...answers].filter(([, status]) => !isThere(status)).map(([instanceUid, reason]) => ({ instanceUid, reason })),
  });
}

const isThere = (status: number | null): boolean => status !== null && isKept(status);

/** A data set that is sent byte by byte as the file has it; the library would write it anew. */
async function datasetOf(file: Uint8Array, meta: FileMeta): Promise<Dataset> {
  const { Dataset } = await dimseLibrary();
  const bytes = Buffer.from(file.buffer, file.byteOffset + meta.offset, file.byteLength - meta.offset);
  const dataset = new Dataset({ SOPClassUID: meta.sopClassUid, SOPInstanceUID: meta.instanceUid }, meta.transferSyntaxUid);
  dataset.getDenaturalizedDataset = () => {
    const wanted = dataset.getTransferSyntaxUid();
    if (wanted === meta.transferSyntaxUid) return bytes;
    const written = new Dataset(bytes, meta.transferSyntaxUid);
    written.setTransferSyntaxUid(wanted);
    return written.getDenaturalizedDataset();
  };
  return dataset;
}
