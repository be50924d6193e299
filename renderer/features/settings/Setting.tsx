import type { ReactNode } from 'react';

/** One setting: what it is, why one would change it, and its control. */
export const Setting = ({
  label,
  why,
  children,
}: {
  readonly label: string;
  readonly why: string;
  readonly children: ReactNode;
}) => (
  <div className="setting">
    <div>
      <b>{label}</b>
      <p>{why}</p>
    </div>
    <div>{children}</div>
  </div>
);
