import { useMemo } from 'react';
import type { HostClient, Output } from '../../../core/contract/contract.ts';
import { offTheTable } from '../../../core/plan/roomAdvice.ts';
import { roomState } from '../../../core/plan/roomState.ts';
import { useCommandKeys } from '../frame/useCommandKeys.ts';
import { Amounts } from './Amounts.tsx';
import { CurrentStep } from './CurrentStep.tsx';
import { DarkScreen } from './DarkScreen.tsx';
import { EntrySheet } from './EntrySheet.tsx';
import { Pictures } from './Pictures.tsx';
import { withWaiting } from './roomAct.ts';
import type { RoomBook, RoomKnown } from './roomBook.ts';
import { RoomHeader } from './RoomHeader.tsx';
import { RoomRuler } from './RoomRuler.tsx';
import { SaidBack } from './SaidBack.tsx';
import { StepStrip } from './StepStrip.tsx';
import { StopRule } from './StopRule.tsx';
import { TrackPanel } from './TrackPanel.tsx';
import { useAdviceChange } from './useAdviceChange.ts';
import { useNow } from './useNow.ts';
import { useRoomCommands } from './useRoomCommands.ts';
import { WireTime } from './WireTime.tsx';

/** The plan in the room: what is done now large, what comes, when to stop, what the track allows, times and amounts. */
export function RoomScreen({ book, known, version: { sealed, newest, received }, imageOf, fault }: {
  readonly book: RoomBook;
  readonly known: RoomKnown;
  readonly version: Output<'plans.version'>;
  readonly imageOf: HostClient['plans.image'];
  readonly fault: string | null;
}) {
  const now = useNow(book);
  const { events, waiting } = known;
  const state = useMemo(() => roomState(sealed.content, withWaiting(events, waiting)), [sealed, events, waiting]);
  const off = useMemo(() => offTheTable(sealed, state), [sealed, state]);
  const change = useAdviceChange(sealed, state);
  useCommandKeys();
  const keys = useRoomCommands(sealed, state, book.add);
  if (keys.isDark) return <DarkScreen state={state} budget={sealed.content.budget} now={now} />;
  const { lesion } = sealed.evidence;
  const unsent = new Set(waiting.flatMap(({ happening }) => ('step' in happening ? [happening.step] : [])));
  return (
    <div className="room" data-step={state.current?.label ?? 'none'} data-waiting={waiting.length}>
      <RoomHeader sealed={sealed} received={received} endedAt={state.endedAt} isReceived={sealed.plan !== book.plan} newest={newest} known={known} now={now} fault={fault} />
      <main className="room-main">
        <div className="room-left">
          <CurrentStep sealed={sealed} current={state.current} off={off} onDone={keys.tick} />
          <StepStrip sealed={sealed} state={state} off={off} unsent={unsent} />
          <StopRule current={state.current} onKeys={() => keys.open('keys')} />
          <div className="room-sights">
            <Pictures images={sealed.content.keyImages} from={keys.picturesFrom} imageOf={imageOf} />
            {lesion === null ? null : <RoomRuler lesion={lesion} here={state.current?.step.at ?? null} />}
          </div>
          <SaidBack said={keys.said} change={change} />
        </div>
        <div className="room-right">
          <TrackPanel state={state} onTrack={() => keys.open('track')} onPhase={() => keys.open('phase')} />
          <WireTime sealed={sealed} state={state} now={now} />
          <Amounts budget={sealed.content.budget} state={state} onContrast={() => keys.open('contrast')} onKerma={() => keys.open('kerma')} />
        </div>
      </main>
      {keys.sheet === null ? null : <EntrySheet sheet={keys.sheet} state={state} onEnter={keys.enter} onClose={keys.close} />}
    </div>
  );
}
