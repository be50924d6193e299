import { caseIdSchema, type CaseId } from '../../core/contract/ids.ts';

/** The address of a window that shows a case from the beginning: for a second display. */
export const addressOfCase = (id: CaseId): string => `/#case=${id}`;

/** The case that an address asks for; null where it asks for none. */
export function caseOfAddress(hash: string): CaseId | null {
  const asked = caseIdSchema.safeParse(new URLSearchParams(hash.replace(/^#/, '')).get('case'));
  return asked.success ? asked.data : null;
}

/** Opens the room screen at the address that the host gave for it; another window, to be moved to the other display. */
export const openRoomWindow = (address: string): void => {
  window.open(address, '_blank', 'popup,width=1920,height=1080');
};

/** Opens our own page once more with a case. */
export const openSecondWindow = (id: CaseId): void => {
  window.open(addressOfCase(id), '_blank', 'popup,width=1280,height=800');
};
