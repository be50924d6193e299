/** What the pointer went down on, from there outwards; null while no button is down. */
let held: { readonly pointer: number; readonly path: readonly EventTarget[] } | null = null;

/**
 * Lets go of whatever the pointer drags without keeping it: it is told that the system took the pointer, and takes back what it did.
 *
 * @returns whether a button was down
 */
export function dropHeld(): boolean {
  if (held === null) return false;
  const { pointer, path } = held;
  held = null;
  // What it went down on may have been drawn anew since.
  const target = path.find((one) => one instanceof Element && one.isConnected);
  target?.dispatchEvent(new PointerEvent('pointercancel', { pointerId: pointer, bubbles: true }));
  return true;
}

/** From now on Escape lets go of what is dragged, before anybody else hears of the key. */
export function escapeDropsHeld(): void {
  window.addEventListener('pointerdown', (event) => { held = { pointer: event.pointerId, path: event.composedPath() }; }, { capture: true });
  const up = (event: PointerEvent): void => { if (event.pointerId === held?.pointer) held = null; };
  for (const type of ['pointerup', 'pointercancel'] as const) window.addEventListener(type, up, { capture: true });
  window.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !dropHeld()) return;
    event.preventDefault();
    event.stopPropagation();
  }, { capture: true });
}
