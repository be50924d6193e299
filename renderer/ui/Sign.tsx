import type { ReactNode } from 'react';

/** What a sign says: tick, triangle, octagon, i. */
export type Tone = 'ok' | 'warning' | 'refused' | 'info';

const shapes: Readonly<Record<Tone, ReactNode>> = {
  ok: <path d="M2.5 7.5l3 3 6-7" fill="none" stroke="currentColor" strokeWidth="2" />,
  warning: (
    <path
      d="M7 1.8l5.7 10.4H1.3z M7 5.4v3.2 M7 9.9v1.1"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
    />
  ),
  refused: (
    <>
      <path d="M4.4 1h5.2L13 4.4v5.2L9.6 13H4.4L1 9.6V4.4z" fill="currentColor" />
      <path d="M7 3.6v4.2 M7 9v1.5" stroke="#000" strokeWidth="1.5" />
    </>
  ),
  info: (
    <>
      <circle cx="7" cy="7" r="5.6" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M7 6.2v4 M7 3.6v1.3" stroke="currentColor" strokeWidth="1.4" />
    </>
  ),
};

/** The sign alone; whoever uses it puts words beside it. */
export const Sign = ({ tone }: { readonly tone: Tone }) => (
  <svg className={`sign ${tone}`} viewBox="0 0 14 14" aria-hidden="true">
    {shapes[tone]}
  </svg>
);

/** A sentence with its sign. */
export const Said = ({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) => (
  <div className="said">
    <Sign tone={tone} />
    <span className="wrap">{children}</span>
  </div>
);

/** A sentence that wants to be seen: on its own ground, with what can be done about it below. */
export const Notice = ({
  tone,
  children,
  actions,
}: {
  readonly tone: 'ok' | 'warning' | 'refused';
  readonly children: ReactNode;
  readonly actions?: ReactNode;
}) => (
  <div className={`notice ${tone}`} role={tone === 'ok' ? 'status' : 'alert'}>
    <Sign tone={tone} />
    <div className="wrap">
      {children}
      {actions === undefined ? null : <div className="row">{actions}</div>}
    </div>
  </div>
);
