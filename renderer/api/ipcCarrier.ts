import type { Change, Method } from '../../core/contract/contract.ts';
import { err, type Result } from '../../core/result.ts';
import type { DroppedSource, DropFailure, Link } from './link.ts';

/** What the preload of the Electron shell puts on the window. */
export interface ShellBridge {
  readonly methods: { readonly [M in Method]: (input: unknown) => Promise<Result<unknown, unknown>> };
  readonly watch: (onChange: (change: Change) => void) => () => void;
  /** The source of a dropped file or folder; its path stays on the other side. */
  readonly drop: (file: File) => Promise<Result<DroppedSource, DropFailure>>;
}

/** The contract over Electron's one channel. */
export const ipcCarrier = (shell: ShellBridge): Link => ({
  call: async (method, input) => {
    try {
      return await shell.methods[method](input);
    } catch {
      return err({ code: 'carriage/unreachable' });
    }
  },
  watch: (onChange, onState) => {
    onState(true);
    return shell.watch(onChange);
  },
  drop: { by: 'path', sourceOf: shell.drop },
});
