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
  /** Told when somebody begins to look for images: what reads them may start meanwhile. */
  expectImport(): void;
}

/** Where images can be taken from: the system's dialog, our own folder window, a box for dropped files. */
export const sourceHandlers = (
  { refs, boxes, chooseNative, isReadOnly, expectImport }: Parts,
): Pick<Host, 'sources.choose' | 'sources.list' | 'sources.box' | 'sources.discard'> => ({
  'sources.choose': async ({ kind }) => {
    if (chooseNative === undefined) return err({ code: 'shell/no-native-dialog' });
    expectImport();
    const path = await chooseNative(kind);
    return ok({ chosen: path === null ? null : refs.named(path) });
  },
  'sources.list': async ({ ref }) => {
    expectImport();
    const listed = await refs.list(ref);
    return listed.ok ? ok({ ...listed.value, entries: [...listed.value.entries] }) : listed;
  },
  'sources.box': async ({ name }) => {
    if (isReadOnly) return err({ code: 'store/read-only' });
    expectImport();
    const made = await boxes.create(name);
    return made.ok ? ok({ ref: made.value }) : made;
  },
  'sources.discard': async ({ ref }) => {
    await boxes.discard(ref);
    return ok({});
  },
});
