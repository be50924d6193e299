import './api/noEval.ts';
import { MantineProvider } from '@mantine/core';
import { createRoot } from 'react-dom/client';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/mantine.css';
import './ui/theme.css';
import { pickCarrier } from './api/pickCarrier.ts';
import { HostContext, hostSide } from './api/useHost.ts';
import { App } from './features/frame/App.tsx';
import { comeBack, keepAddress } from './state/address.ts';
import { useLinkState } from './state/linkState.ts';
import { caseOfAddress } from './state/secondWindow.ts';
import { useView } from './state/viewStore.ts';
import { theme } from './theme.ts';
import { escapeDropsHeld } from './ui/heldPointer.ts';

const link = pickCarrier();
const side = hostSide(link);
link.watch(side.cache.drop, (isUp) => {
  // Whatever was announced while the link was cut is lost: ask again for everything.
  if (isUp && !useLinkState.getState().isUp) side.cache.dropAll();
  useLinkState.setState({ isUp });
});

// A second window begins with the case of the first.
const wanted = caseOfAddress(location.hash);
if (wanted !== null) useView.getState().openCase(wanted);
// A page that is loaded again goes on where it was.
comeBack(location.hash);
keepAddress((address) => history.replaceState(null, '', address));

escapeDropsHeld();

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <MantineProvider theme={theme} forceColorScheme="dark" withCssVariables={false} withGlobalClasses={false}>
    <HostContext value={side}>
      <App />
    </HostContext>
  </MantineProvider>,
);
