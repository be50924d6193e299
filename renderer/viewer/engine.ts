import {
  Enums, init, metaData, RenderingEngine, setUseCPURendering, type StackViewport,
} from '@cornerstonejs/core';
import { derivedMetadata } from './derivedImages.ts';

let engine: RenderingEngine | null = null;
let opened = 0;

/**
 * The one engine of the page. It draws on the processor: through WebGL each picture has to come back from the graphics
 * memory, which without a graphics card takes longer than drawing it, and a context can be lost. At its start the library looks all
 * the same at what WebGL can do here: whoever has time starts it before the first picture is waited for.
 */
export function startedEngine(): RenderingEngine {
  if (engine === null) {
    init({ debug: { statsOverlay: false } });
    setUseCPURendering(true);
    metaData.addProvider(derivedMetadata, 20_000);
    engine = new RenderingEngine('fullmoon');
  }
  return engine;
}

/** A viewport that fills `element`, and the function that gives it up. */
export function openViewport(element: HTMLDivElement): { readonly viewport: StackViewport; readonly close: () => void } {
  const running = startedEngine();
  opened += 1;
  const viewportId = `picture-${opened}`;
  running.enableElement({
    viewportId, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] },
  });
  // The tile around it takes the keyboard.
  element.removeAttribute('tabindex');
  return {
    viewport: running.getViewport<StackViewport>(viewportId),
    close: () => running.disableElement(viewportId),
  };
}
