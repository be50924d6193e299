import address from './renderWorker.ts?worker&url';

/** What the browser's trusted types, which the page's policy asks for, offer. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL: (text: string) => string }): { createScriptURL(text: string): string };
}

const trusted = (globalThis as { readonly trustedTypes?: TrustedTypes }).trustedTypes;
// One script of our own, by its address in this build: nothing else can be started through this.
const policy = trusted?.createPolicy('fullmoon-rendering', { createScriptURL: () => new URL(address, import.meta.url).href });

/** Starts a worker that renders. */
export const startRenderWorker = (): Worker =>
  new Worker(policy?.createScriptURL(address) ?? new URL(address, import.meta.url), { type: 'module', name: 'rendering' });
