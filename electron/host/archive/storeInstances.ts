import type { Dataset } from 'dcmjs-dimse';
import { err, ok, type Result } from '../../../core/result.ts';
import type { ArchiveFailure, Stored } from './dicomWeb.ts';
import { associated, dimseLibrary, type DimseNode } from './dimse.ts';
import { fileMeta, type FileMeta } from './fileMeta.ts';
import { isKept, isOutOfResources, KIND_NOT_TAKEN, NOT_AUTHORIZED } from './storeStatus.ts';

/**
 * Sends DICOM files by C-STORE in one association. Each goes as it is, in its own transfer syntax, where the node takes that;
 * what is not compressed may be asked for in another order of bytes. What the node takes nothing of does not keep the others.
 *
 * @param onStored - told of each that is there, by its UID
 * @source DICOM PS3.4 B
 */
export async function storedInstances(
  node: DimseNode, files: readonly Uint8Array[], onStored: (instanceUid: string) => void = () => {}, signal?: AbortSignal,
): Promise<Result<Stored, ArchiveFailure>> {
  const { requests: { CStoreRequest } } = dimseLibrary();
  const metas = files.map(fileMeta);
  if (metas.includes(null)) return err({ code: 'archive/not-understood', detail: 'what was to be sent is no DICOM file' });
  /** The status of each file. One that is never asked for is of a kind that the node takes nothing of. */
  const answers = new Map<string, number>();
  const requests = files.map((file, n) => {
    const meta = metas[n] as FileMeta;
    answers.set(meta.instanceUid, KIND_NOT_TAKEN);
    const request = new CStoreRequest(datasetOf(file, meta));
    request.on('response', (response) => {
      const status = response.getStatus();
      answers.set(meta.instanceUid, status);
      if (isKept(status)) onStored(meta.instanceUid);
    });
    return request;
  });
  const done = await associated(node, requests, signal);
  if (!done.ok) return done;
  const statuses = [...answers.values()];
  const short = statuses.find(isOutOfResources);
  if (short !== undefined) return err({ code: 'archive/busy', status: short });
  if (statuses.includes(NOT_AUTHORIZED)) return err({ code: 'archive/not-allowed', status: NOT_AUTHORIZED });
  return ok({
    stored: [...answers].filter(([, status]) => isKept(status)).map(([uid]) => uid),
    refused: [...answers].filter(([, status]) => !isKept(status)).map(([instanceUid, reason]) => ({ instanceUid, reason })),
  });
}

/** A data set that is sent byte by byte as the file has it; the library would write it anew. */
function datasetOf(file: Uint8Array, meta: FileMeta): Dataset {
  const { Dataset } = dimseLibrary();
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
