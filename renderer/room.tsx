import './api/noEval.ts';
import { createRoot } from 'react-dom/client';
import './ui/fonts.css';
import './ui/tokens.css';
import { clientOver } from '../core/contract/carry.ts';
import { pickCarrier } from './api/pickCarrier.ts';
import { roomAddress } from './features/room/roomAddress.ts';
import { keepable, keptActs } from './features/room/roomAct.ts';
import { createRoomBook } from './features/room/roomBook.ts';
import { RoomPage } from './features/room/RoomPage.tsx';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
const place = roomAddress(location.pathname);
if (place === null) {
  createRoot(root).render(<p>Open the room screen from the plan.</p>);
} else {
  const link = pickCarrier(place.base);
  const client = clientOver(link);
  const book = createRoomBook({
    client, watch: link.watch, scope: place.scope, waiting: keptActs(history.state),
    // The history of this page alone: a reload finds it again, and nothing is stored outside the library.
    remember: (waiting) => history.replaceState({ waiting: keepable(waiting) }, ''),
    clock: () => performance.now(), guess: Date.now(),
  });
  createRoot(root).render(<RoomPage book={book} imageOf={client['plans.image']} />);
}
