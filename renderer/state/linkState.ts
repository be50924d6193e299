import { create } from 'zustand';

/** Whether announcements of the host arrive. */
export const useLinkState = create<{ readonly isUp: boolean }>()(() => ({ isUp: true }));
