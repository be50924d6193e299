import type { FetchBlob } from '../viewer/volumeStore.ts';

/** The bytes of an opened series, over either shell. */
export const blobFetcher = (blob: string): FetchBlob => (query, signal) => fetch(`/blob/${blob}${query}`, { signal });
