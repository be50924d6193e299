import { useStore } from 'zustand';
import type { HostClient } from '../../../core/contract/contract.ts';
import './room.css';
import type { RoomBook, RoomFault } from './roomBook.ts';
import { RoomScreen } from './RoomScreen.tsx';
import { StopPage, WithdrawnPage } from './StopPage.tsx';

const FAULT_WORDS: Readonly<Record<RoomFault, string>> = {
  'plan/not-found': 'This plan is not in the library any more. Open the room screen from another plan.',
  'plan/damaged': 'The seal of this plan does not hold: it is not shown. Work from the printed plan and check the library.',
  'pass-ended': 'This room screen may not ask any more: Fullmoon was started anew, or a day has passed. Open it again from the plan.',
};

/** The room screen of one version: the plan, or why it is not shown. */
export function RoomPage({ book, imageOf }: { readonly book: RoomBook; readonly imageOf: HostClient['plans.image'] }) {
  const known = useStore(book.store);
  const { version, fault } = known;
  if (fault === 'plan/not-found' || fault === 'plan/damaged') return <StopPage head="No plan to show" lines={[FAULT_WORDS[fault]]} />;
  if (version === null) return <p className="room-wait" role="status">{fault === null ? 'Reading the plan …' : FAULT_WORDS[fault]}</p>;
  const { sealed, standing: { withdrawn }, newest } = version;
  if (withdrawn !== null) return <WithdrawnPage sealed={sealed} withdrawn={withdrawn} newest={newest} unsent={known.waiting.length} />;
  return <RoomScreen book={book} known={known} version={version} imageOf={imageOf} fault={fault === null ? null : FAULT_WORDS[fault]} />;
}
