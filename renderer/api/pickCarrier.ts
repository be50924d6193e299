import { httpCarrier } from './httpCarrier.ts';
import { ipcCarrier, type ShellBridge } from './ipcCarrier.ts';
import type { Link } from './link.ts';

declare global {
  interface Window {
    readonly shell?: ShellBridge;
  }
}

/** The link to the host: the only place that asks which shell this is. */
export const pickCarrier = (base = ''): Link =>
  window.shell === undefined ? httpCarrier(base) : ipcCarrier(window.shell);
