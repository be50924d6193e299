import { err, ok, type Result } from '../../../core/result.ts';
import type { ArchiveFailure } from './dicomWeb.ts';
import { associated, dimseLibrary, type DimseNode } from './dimse.ts';
import type { InstanceIds } from './instanceIds.ts';
import { isPending } from './storeStatus.ts';

/**
 * Which of these objects a node lists, by UID: asked by C-FIND in one association, one after the other.
 *
 * @source DICOM PS3.4 C.4.1, C.6.2: Study Root, level IMAGE
 */
export async function foundByDimse(
  node: DimseNode, asked: readonly InstanceIds[], signal?: AbortSignal,
): Promise<Result<ReadonlySet<string>, ArchiveFailure>> {
  const { requests: { CFindRequest } } = dimseLibrary();
  const found = new Set<string>();
  let answered = 0;
  let refused: number | null = null;
  const requests = asked.map(({ studyUid, seriesUid, instanceUid }) => {
    const request = CFindRequest.createImageFindRequest({
      StudyInstanceUID: studyUid, SeriesInstanceUID: seriesUid, SOPInstanceUID: instanceUid,
    });
    request.on('response', (response) => {
      const status = response.getStatus();
      if (isPending(status)) {
        if (response.getDataset()?.getElement('SOPInstanceUID') === instanceUid) found.add(instanceUid);
      } else if (status === 0) answered += 1;
      else refused = status;
    });
    return request;
  });
  const done = await associated(node, requests, signal);
  if (!done.ok) return done;
  if (refused !== null) return err({ code: 'archive/refused', status: refused });
  // A node that takes no C-FIND answers none.
  return answered === asked.length ? ok(found)
    : err({ code: 'archive/not-understood', detail: 'it takes no C-FIND' });
}
