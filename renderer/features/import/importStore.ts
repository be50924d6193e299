import { create } from 'zustand';
import type { JobId } from '../../../core/contract/ids.ts';
import type { Sent } from './upload.ts';

/** A drop whose files are on their way to the host. */
export interface Upload {
  readonly key: number;
  readonly name: string;
  readonly sent: Sent;
  readonly cancel: () => void;
}

interface Imports {
  readonly uploads: readonly Upload[];
  /** Finished imports that were cleared from the list. */
  readonly cleared: ReadonlySet<JobId>;
  /** Why the last import could not be started. */
  readonly problem: string | null;
  /** The folder window is open. */
  readonly isBrowsing: boolean;
  /** The window on the archives is open. */
  readonly isLooking: boolean;
  readonly report: JobId | null;
  readonly began: (upload: Upload) => void;
  readonly stepped: (key: number, sent: Sent) => void;
  readonly ended: (key: number) => void;
  readonly clear: (id: JobId) => void;
  readonly refuse: (problem: string | null) => void;
  readonly browse: (isBrowsing: boolean) => void;
  readonly lookInArchive: (isLooking: boolean) => void;
  readonly showReport: (report: JobId | null) => void;
}

/** Imports as this window knows them; the running ones themselves are the host's. */
export const useImportStore = create<Imports>()((set) => ({
  uploads: [],
  cleared: new Set(),
  problem: null,
  isBrowsing: false,
  isLooking: false,
  report: null,
  began: (upload) => set(({ uploads }) => ({ uploads: [...uploads, upload] })),
  stepped: (key, sent) =>
    set(({ uploads }) => ({
      uploads: uploads.map((upload) => (upload.key === key ? { ...upload, sent } : upload)),
    })),
  ended: (key) => set(({ uploads }) => ({ uploads: uploads.filter((upload) => upload.key !== key) })),
  clear: (id) => set(({ cleared }) => ({ cleared: new Set(cleared).add(id) })),
  refuse: (problem) => set({ problem }),
  browse: (isBrowsing) => set({ isBrowsing }),
  lookInArchive: (isLooking) => set({ isLooking }),
  showReport: (report) => set({ report }),
}));
