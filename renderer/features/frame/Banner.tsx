import type { CaseView } from '../../../core/contract/schemas.ts';
import type { DisplayedImage } from '../../state/displayedImage.ts';
import { agoWords } from '../../ui/dateWords.ts';
import { Mark } from '../../ui/Icon.tsx';
import { bornWords, imageWords, nameWords } from './patientWords.ts';

/** Whose case is open. As soon as a picture is drawn every word comes from the header of that picture. */
export function Banner({
  caseView,
  image,
  operator,
  today,
  target,
  plan,
  onOperator,
}: {
  readonly caseView: CaseView | null;
  readonly image: DisplayedImage | null;
  readonly operator: string | null;
  readonly today: string;
  /** What is treated: "Middle RCA, CTO 31.4 mm". */
  readonly target: string | null;
  /** How its plan stands: "v3 draft, saved 19:42". */
  readonly plan: string | null;
  readonly onOperator: () => void;
}) {
  return (
    <header className="banner" aria-label="Patient">
      <div className="mark">
        <Mark size={26} />
      </div>
      {caseView === null ? (
        <div className="idle">
          <b>Fullmoon</b>
          <span>no case open</span>
        </div>
      ) : (
        <PatientPart caseView={caseView} image={image} today={today} target={target} />
      )}
      <span className="gap" />
      {caseView === null || plan === null ? null : (
        <dl className="banner-plan">
          <div className="yields">
            <dt>Plan</dt>
            <dd title={plan}>{plan}</dd>
          </div>
        </dl>
      )}
      <button type="button" className="at-work" onClick={onOperator} title={`${operator ?? 'Nobody chosen'}\nChange who is working (,)`}>
        <span>At work</span>
        <b>{operator ?? 'nobody chosen'}</b>
      </button>
    </header>
  );
}

function PatientPart({
  caseView,
  image,
  today,
  target,
}: {
  readonly caseView: CaseView;
  readonly image: DisplayedImage | null;
  readonly today: string;
  readonly target: string | null;
}) {
  const patient = image?.patient ?? caseView.row.patient;
  const date = image === null ? caseView.row.studyDate : image.series.studyDate;
  const ago = date === null ? null : agoWords(date, today);
  return (
    <>
      <div className="who">
        <bdi title={nameWords(patient)}>{nameWords(patient)}</bdi>
      </div>
      {caseView.row.isDemo ? <span className="demo">DEMO</span> : null}
      <dl>
        <div>
          <dt>Born, sex</dt>
          <dd>{bornWords(patient, today)}</dd>
        </div>
        <div>
          <dt>Patient ID</dt>
          <dd>
            <bdi>{patient.id ?? 'not stated'}</bdi>
          </dd>
        </div>
        {target === null ? null : (
          <div className="yields">
            <dt>Target</dt>
            <dd title={target}>{target}</dd>
          </div>
        )}
        <div>
          <dt>{image === null ? 'Study' : image.series.modality}</dt>
          <dd>
            {date ?? 'date not stated'}
            {ago === null ? null : <span className="hide-narrow">, {ago}</span>}
          </dd>
        </div>
        {image === null ? null : (
          <div className="yields">
            <dt>On screen</dt>
            <dd title={imageWords(image.series)}>
              <bdi>{imageWords(image.series)}</bdi>
            </dd>
          </div>
        )}
      </dl>
    </>
  );
}
