import { Button } from '@mantine/core';
import { lazy, Suspense, useEffect, useLayoutEffect, type ComponentType } from 'react';
import type { Output } from '../../../core/contract/contract.ts';
import type { CaseId } from '../../../core/contract/ids.ts';
import type { CaseView } from '../../../core/contract/schemas.ts';
import { useAnswer, useHeldSeries, type Reply } from '../../api/useHost.ts';
import { useCaseStanding } from '../../state/caseStanding.ts';
import { useDisplayedImage } from '../../state/displayedImage.ts';
import { usePlanTold } from '../../state/planTold.ts';
import { useVesselDesk } from '../../state/vesselDesk.ts';
import { useView } from '../../state/viewStore.ts';
import { localDate } from '../../ui/dateWords.ts';
import { Notice } from '../../ui/Sign.tsx';
import { failureWords } from '../../words.ts';
import { AboutSheet } from '../about/AboutSheet.tsx';
import { KeysSheet } from '../about/KeysSheet.tsx';
import { CaseBook } from '../annotations/CaseBook.tsx';
import { CommandPalette } from '../palette/CommandPalette.tsx';
import { useOpenedAhead } from '../images/useOpenedAhead.ts';
import { DropArea } from '../import/DropArea.tsx';
import { useImports } from '../import/useImports.ts';
import { PlanKeeper } from '../plan/PlanKeeper.tsx';
import { PlanListStation } from '../planList/PlanListStation.tsx';
import { SettingsSheet } from '../settings/SettingsSheet.tsx';
import { BlindStation } from '../vessel/BlindStation.tsx';
import { VesselDeskProvider } from '../vessel/VesselDesk.tsx';
import { WorklistStation } from '../worklist/WorklistStation.tsx';
import { Banner } from './Banner.tsx';
import { isSamePatient, nameWords } from './patientWords.ts';
import { Rail } from './Rail.tsx';
import { isCaseStation, MEASURING_STATIONS, SEEING_STATIONS, type CaseStationName } from './stations.ts';
import { StatusLine } from './StatusLine.tsx';
import { useTellStanding } from './useCaseStanding.ts';
import { useCommandKeys } from './useCommandKeys.ts';
import { useFrameCommands } from './useFrameCommands.ts';

// The viewer is the largest part of the program: the worklist does not wait for it.
const imagesStation = async () => {
  const { ImagesStation: component } = await import('../images/ImagesStation.tsx');
  return { default: component };
};
const startViewer = async (): Promise<void> => {
  const { startedEngine } = await import('../../viewer/engine.ts');
  requestIdleCallback(startedEngine);
};
const STATION_VIEWS: Readonly<Record<CaseStationName, ComponentType<{ readonly caseView: CaseView }>>> = {
  images: lazy(imagesStation),
  vessel: lazy(async () => {
    const { VesselStation: component } = await import('../vessel/VesselStation.tsx');
    return { default: component };
  }),
  calcium: lazy(async () => {
    const { CalciumStation: component } = await import('../calcium/CalciumStation.tsx');
    return { default: component };
  }),
  angiogram: lazy(async () => {
    const { AngiogramStation: component } = await import('../angiography/AngiogramStation.tsx');
    return { default: component };
  }),
  lesion: lazy(async () => {
    const { LesionStation: component } = await import('../lesion/LesionStation.tsx');
    return { default: component };
  }),
  plan: lazy(async () => {
    const { PlanStation: component } = await import('../plan/PlanStation.tsx');
    return { default: component };
  }),
};

// The tables of all scores come with it.
const OutcomesSheet = lazy(async () => {
  const { OutcomesSheet: component } = await import('../outcomes/OutcomesSheet.tsx');
  return { default: component };
});

/** Banner, rail, station and status line. */
export function Frame({
  about,
  operator,
}: {
  readonly about: Output<'shell.about'>;
  readonly operator: string | null;
}) {
  const caseId = useView((view) => view.caseId);
  const openings = useView((view) => view.openings);
  const held = useHeldSeries();
  // Another case: what was opened of the last is closed. Its stations have let go by then.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each case that is left
  useLayoutEffect(() => () => held.closeUnused(), [held, caseId]);
  // The same one again, to which slices may have come: what is there is asked for anew, before its stations hold it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each opening
  useLayoutEffect(() => () => held.renew(), [held, openings]);
  const isAtCase = useView((view) => isCaseStation(view.station));
  useEffect(() => (isAtCase ? undefined : held.leave()), [held, isAtCase]);
  // It is there, though, when the first case is opened, and ready. One that does not come by now is asked for again by then.
  useEffect(() => {
    const idle = requestIdleCallback(() => void imagesStation().then(startViewer).catch(() => undefined));
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
  const opened = useAnswer('cases.open', { id: caseId }) ?? null;
  const isGone = opened?.ok === false && opened.failure.code === 'case/not-found';
  // Before anything is painted, and with all that is kept of it: removed in another window, or its import was given up.
  useLayoutEffect(() => { if (isGone) useView.getState().loseCase(); }, [isGone]);
  return <Stations {...rest} opened={opened} />;
}

/** Of a case that nobody has told of yet. */
const NOT_TOLD = { target: null, marks: {} } as const;

function Stations({
  about,
  operator,
  opened,
}: {
  readonly about: Output<'shell.about'>;
  readonly operator: string | null;
  readonly opened: Reply<'cases.open'> | null;
}) {
  useCommandKeys();
  useFrameCommands();
  const { station, list, caseId, sheet, go, show } = useView();
  const imports = useImports(about.capabilities);
  const image = useDisplayedImage((displayed) => displayed.image);
  const told = useCaseStanding();
  const standing = told.caseId !== null && told.caseId === caseId ? told : NOT_TOLD;
  const planTold = usePlanTold();
  const plan = planTold.caseId !== null && planTold.caseId === caseId ? planTold : null;
  const caseView = opened?.ok === true ? opened.value : null;
  const isMixed = caseView !== null && image !== null && !isSamePatient(caseView.row.patient, image.patient);
  return (
    <div className="app">
      <Banner
        caseView={caseView}
        image={isCaseStation(station) ? image : null}
        operator={operator}
        today={localDate(new Date())}
        target={standing.target}
        plan={plan?.words ?? null}
        onOperator={() => show('settings')}
      />
      <Rail
        current={station}
        marks={{ ...standing.marks, plan: plan?.mark }}
        planWords={plan?.markWords ?? ''}
        hasCase={caseId !== null}
        onGo={go}
        onOutcomes={() => show('outcomes')}
        onSettings={() => show('settings')}
        onHelp={() => show('keys')}
      />
      <main>
        {isCaseStation(station) ? (
          caseId === null ? <Gone /> : <CaseStation station={station} opened={opened} isMixed={isMixed} />
        ) : list === 'plans' ? (
          <PlanListStation />
        ) : (
          <WorklistStation about={about} imports={imports} />
        )}
      </main>
      <StatusLine />
      <DropArea imports={imports} isReadOnly={about.isReadOnly} />
      {sheet === 'settings' ? <SettingsSheet about={about} onClose={() => show(null)} /> : null}
      {sheet === 'outcomes' ? <Suspense fallback={null}><OutcomesSheet onClose={() => show(null)} /></Suspense> : null}
      {sheet === 'about' ? <AboutSheet about={about} onClose={() => show(null)} /> : null}
      {sheet === 'palette' ? <CommandPalette onClose={() => show(null)} /> : null}
      {sheet === 'keys' ? <KeysSheet onAbout={() => show('about')} onClose={() => show(null)} /> : null}
    </div>
  );
}

function CaseStation({
  station,
  opened,
  isMixed,
}: {
  readonly station: CaseStationName;
  readonly opened: Reply<'cases.open'> | null;
  readonly isMixed: boolean;
}) {
  const image = useDisplayedImage((displayed) => displayed.image);
  const isBlind = useVesselDesk((desk) => desk.reading) === 2;
  const StationView = isBlind && SEEING_STATIONS.includes(station) ? BlindStation : STATION_VIEWS[station];
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
        <CaseBook key={opened.value.row.id} caseView={opened.value}>
          <VesselDeskProvider caseView={opened.value} measures={MEASURING_STATIONS.includes(station)}>
            <Standing caseView={opened.value} />
            <PlanKeeper caseView={opened.value} />
            {StationView === STATION_VIEWS.images ? <OpenedAhead key={opened.value.row.id} caseView={opened.value} /> : null}
            <Suspense fallback={null}>
              <StationView key={`${station} ${opened.value.row.id}`} caseView={opened.value} />
            </Suspense>
          </VesselDeskProvider>
        </CaseBook>
      </div>
    </>
  );
}

/** Keeps banner and rail told. */
function Standing({ caseView }: { readonly caseView: CaseView }) {
  useTellStanding(caseView);
  return null;
}

/** Opens what will be shown before the station is there to ask for it. */
function OpenedAhead({ caseView }: { readonly caseView: CaseView }) {
  useOpenedAhead(caseView);
  return null;
}

const Gone = () => (
  <div>
    <Notice
      tone="refused"
      actions={<Button variant="default" onClick={() => useView.getState().go('worklist')}>Back to the worklist <kbd>1</kbd></Button>}
    >
      <b>This case is no longer in the library.</b> It was removed in another window, or its import was given up.
      Nothing of it is shown any more.
    </Notice>
  </div>
);

const Stop = ({ caseView, other }: { readonly caseView: CaseView; readonly other: string }) => (
  <div>
    <Notice tone="refused">
      <b>Stopped: two patients.</b> The case is that of {nameWords(caseView.row.patient)}, the picture that
      arrived is that of {other}. Nothing of it is shown. Open the case again from the worklist; if it happens
      again, remove the case and import it anew.
    </Notice>
  </div>
);
