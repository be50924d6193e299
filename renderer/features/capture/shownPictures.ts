/** A picture on the screen that can be taken along. */
export interface ShownPicture { readonly tile: HTMLElement; readonly name: string }

/** The pictures that are on the screen now: the one in use first. */
export function shownPictures(): readonly ShownPicture[] {
  const focus = document.activeElement?.closest('.picture') ?? null;
  const rank = (tile: Element): number => (tile === focus ? 0 : tile instanceof HTMLElement && tile.dataset['active'] === 'true' ? 1 : 2);
  return [...document.querySelectorAll<HTMLElement>('.picture')]
    .filter((tile) => tile.querySelector('canvas') !== null && tile.checkVisibility())
    .map((tile) => ({ tile, name: (tile.getAttribute('aria-label') ?? 'Picture').replace(/:.*$/, '') }))
    .toSorted((one, other) => rank(one.tile) - rank(other.tile))
    // Two series side by side: each picture has a name of its own.
    .map(({ tile, name }, at, all) => ({ tile, name: all.findIndex((other) => other.name === name) === at ? name : `${name}, ${at + 1}` }));
}
