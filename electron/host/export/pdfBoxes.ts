import { Text, View } from '@react-pdf/renderer';
import { createElement as make, type ReactElement, type ReactNode } from 'react';
import { LOOK } from './pdfLook.ts';

/** A look of the printed plan. */
export type Style = (typeof LOOK)[keyof typeof LOOK];

/** A box of the page. */
export const box = (style: Style | readonly Style[], ...children: readonly ReactNode[]): ReactElement =>
  make(View, { style: style as never }, ...children);
/** A text of the page. */
export const words = (style: Style | readonly Style[], ...children: readonly string[]): ReactElement =>
  make(Text, { style: style as never }, ...children);
/** What must not be torn apart by the end of a page. */
export const whole = (key: number | string, style: Style, ...children: readonly ReactNode[]): ReactElement =>
  make(View, { key, style: style as never, wrap: false }, ...children);
/** A title stays with what it is the title of; `warned` is said beside it. */
export const title = (text: string, warned = ''): ReactElement =>
  make(Text, { style: LOOK.title as never, minPresenceAhead: 40 }, text, warned === '' ? null : words([LOOK.small, LOOK.override], `   ${warned}`));
