import type { ReactNode } from 'react';

/** A titled part of the settings. */
export const SettingsGroup = ({
  title,
  children,
}: {
  readonly title: string;
  readonly children: ReactNode;
}) => (
  <section className="settings-group">
    <h3>{title}</h3>
    {children}
  </section>
);
