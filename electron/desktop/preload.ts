import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { methods } from '../../core/contract/carry.ts';
import { CHANNELS } from './ipc.ts';

contextBridge.exposeInMainWorld('shell', {
  methods: Object.fromEntries(
    methods.map((method) => [method, (input: unknown) => ipcRenderer.invoke(CHANNELS.call, method, input)]),
  ),
  watch: (onChange: (change: unknown) => void): (() => void) => {
    const listener = (_event: unknown, change: unknown): void => onChange(change);
    ipcRenderer.on(CHANNELS.change, listener);
    return () => {
      ipcRenderer.off(CHANNELS.change, listener);
    };
  },
  /** The path is read from the dropped file here: a page cannot make one up. */
  drop: (file: File) => ipcRenderer.invoke(CHANNELS.drop, webUtils.getPathForFile(file)),
});
