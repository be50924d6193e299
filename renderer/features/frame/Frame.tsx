import { lazy, Suspense, useEffect } from 'react';
import type { Output } from '../../../core/contract/contract.ts';
import type { CaseId } from '../../../core/contract/ids.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useAnswer, type Reply } from '../../api/useHost.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { useView } from '../../state/viewStore.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { AboutSheet } from '../about/AboutSheet.tsx';
import { KeysSheet } from '../about/KeysSheet.tsx';
import { DropArea } from '../import/DropArea.tsx';
import { useImports } from '../import/useImports.ts';
import { SettingsSheet } from '../settings/SettingsSheet.tsx';
import { WorklistStation } from '../worklist/WorklistStation.tsx';
import { Banner } from './Banner.tsx';
import { isSamePatient, nameWords } from './patientWords.ts';
import { Rail } from './Rail.tsx';
import { StatusLine } from './StatusLine.tsx';
import { useFrameKeys } from './useFrameKeys.ts';

// The viewer is the largest part of the program: the worklist does not wait for it.
const imagesStation = async () => {
  const { ImagesStation: component } = await import('../images/ImagesStation.tsx');
  return { default: component };
};
const ImagesStation = lazy(imagesStation);

/** Banner, rail, station and status line. */
export function Frame({
  about,
  operator,
}: {
  readonly about: Output<'shell.about'>;
  readonly operator: string | null;
}) {
  const caseId = useView((view) => view.caseId);
  // It is there, though, when the first case is opened.
  useEffect(() => {
    const idle = requestIdleCallback(() => void imagesStation());
    return () => cancelIdleCallback(idle);
  }, []);
  return caseId === null ? (
    <Stations about={about} operator={operator} opened={null} />
  ) : (
    <WithCase about={about} operator={operator} caseId={caseId} />
  );
}

function WithCase({
  caseId,
  ...rest
}: {
  readonly about: Output<'shell.about'>;
  readonly operator: string | null;
  readonly caseId: CaseId;
}) {
  return <Stations {...rest} opened={useAnswer('cases.open', { id: caseId }) ?? null} />;
}

function Stations({
  about,
  operator,
  opened,
}: {
  readonly about: Output<'shell.about'>;
  readonly operator: string | null;
  readonly opened: Reply<'cases.open'> | null;
}) {
  useFrameKeys();
  const { station, caseId, sheet, go, show } = useView();
  const imports = useImports(about.capabilities);
  const image = useDisplayedImage((displayed) => displayed.image);
  const caseView = opened?.ok === true ? opened.value : null;
  const isMixed = caseView !== null && image !== null && !isSamePatient(caseView.row.patient, image.patient);
  return (
    <div className="app">
      <Banner
        caseView={caseView}
        image={station === 'images' ? image : null}
        operator={operator}
        today={localDate(new Date())}
        onOperator={() => show('settings')}
      />
      <Rail
        current={station}
        hasCase={caseId !== null}
        onGo={go}
        onSettings={() => show('settings')}
        onHelp={() => show('keys')}
      />
      <main>
        {station === 'images' && caseId !== null ? (
          <CaseStation opened={opened} isMixed={isMixed} />
        ) : (
          <WorklistStation about={about} imports={imports} />
        )}
      </main>
      <StatusLine />
      <DropArea imports={imports} isReadOnly={about.isReadOnly} />
      {sheet === 'settings' ? <SettingsSheet about={about} onClose={() => show(null)} /> : null}
      {sheet === 'about' ? <AboutSheet about={about} onClose={() => show(null)} /> : null}
      {sheet === 'keys' ? <KeysSheet onAbout={() => show('about')} onClose={() => show(null)} /> : null}
    </div>
  );
}

function CaseStation({
  opened,
  isMixed,
}: {
  readonly opened: Reply<'cases.open'> | null;
  readonly isMixed: boolean;
}) {
  const image = useDisplayedImage((displayed) => displayed.image);
  if (opened === null) return null;
  if (!opened.ok)
    return (
      <div>
        <Notice tone="refused">{failureWords(opened.failure)}</Notice>
      </div>
    );
  return (
    <>
      {isMixed && image !== null ? <Stop caseView={opened.value} other={nameWords(image.patient)} /> : null}
      <div className="station" hidden={isMixed}>
        <Suspense fallback={null}>
          <ImagesStation key={opened.value.row.id} caseView={opened.value} />
        </Suspense>
      </div>
    </>
  );
}

const Stop = ({ caseView, other }: { readonly caseView: CaseView; readonly other: string }) => (
  <div>
    <Notice tone="refused">
      <b>Stopped: two patients.</b> The case is that of {nameWords(caseView.row.patient)}, the picture that
      arrived is that of {other}. Nothing of it is shown. Open the case again from the worklist; if it happens
      again, remove the case and import it anew.
    </Notice>
  </div>
);
