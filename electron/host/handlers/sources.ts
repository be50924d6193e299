import type { Host } from '../../../core/contract/contract.ts';
import { err, ok } from '../../../core/result.ts';
import type { FolderRefs } from '../files/folderRefs.ts';
import type { UploadBoxes } from '../files/uploadBox.ts';
import type { HostOptions } from '../runningHost.ts';

interface Parts {
  readonly refs: FolderRefs;
  readonly boxes: UploadBoxes;
  readonly chooseNative: HostOptions['chooseNative'];
  readonly isReadOnly: boolean;
}

/** Where images can be taken from: the system's dialog, our own folder window, a box for dropped files. */
export const sourceHandlers = (
  { refs, boxes, chooseNative, isReadOnly }: Parts,
): Pick<Host, 'sources.choose' | 'sources.list' | 'sources.box'> => ({
  'sources.choose': async ({ kind }) => {
    if (chooseNative === undefined) return err({ code: 'shell/no-native-dialog' });
    const path = await chooseNative(kind);
    if (path === null) return ok({ chosen: null });
    const source = await refs.sourceFor(path);
    return ok({ chosen: source.ok ? source.value : null });
  },
  'sources.list': async ({ ref }) => {
    const listed = await refs.list(ref);
    return listed.ok ? ok({ ...listed.value, entries: [...listed.value.entries] }) : listed;
  },
  'sources.box': async ({ name }) =>
    isReadOnly ? err({ code: 'store/read-only' }) : ok({ ref: await boxes.create(name) }),
});
