import { getShouldUseCPURendering, init, metaData, RenderingEngine } from '@cornerstonejs/core';
import { derivedMetadata } from './derivedImages.ts';

/** Something drawn by the engine, which must be attached again when the engine had to be made anew. */
export interface Attached {
  /** Enables its element and shows its last picture again. */
  attach(engine: RenderingEngine): void;
}

const ENGINE_ID = 'fullmoon';
/** How long after a lost context a new one is tried; the GPU process needs a moment to come back. */
const RETRY_MS = [50, 250, 500, 1000, 2000] as const;

let engine: RenderingEngine | null = null;
const attached = new Set<Attached>();
let watched: EventTarget | null = null;

function startedEngine(): RenderingEngine {
  if (engine !== null) return engine;
  // One WebGL context for all views: seven (the default) cost memory and buy nothing for single slices.
  init({ rendering: { webGlContextCount: 1 }, debug: { statsOverlay: false } });
  metaData.addProvider(derivedMetadata, 20_000);
  engine = new RenderingEngine(ENGINE_ID);
  return engine;
}

/** Draws with the engine until the returned function is called. */
export function attachToEngine(view: Attached, viewportId: string): () => void {
  const running = startedEngine();
  attached.add(view);
  view.attach(running);
  watchContext(running, viewportId);
  return () => {
    attached.delete(view);
    if (engine === null) return;
    if (engine.getViewport(viewportId) !== undefined) engine.disableElement(viewportId);
    if (attached.size === 0) {
      engine.destroy();
      metaData.removeProvider(derivedMetadata);
      engine = null;
      watched = null;
    }
  };
}

function watchContext(running: RenderingEngine, viewportId: string): void {
  // Without WebGL the engine draws on the processor and there is no context to lose.
  if (getShouldUseCPURendering()) return;
  const { canvas } = running.getOffscreenMultiRenderWindow(viewportId).getOpenGLRenderWindow().get3DContext() as {
    readonly canvas: HTMLCanvasElement;
  };
  if (canvas === watched) return;
  watched = canvas;
  canvas.addEventListener('webglcontextlost', (event) => {
    event.preventDefault();
    if (canvas === watched) rebuild(0);
  }, { once: true });
}

function rebuild(attempt: number): void {
  const wait = RETRY_MS[attempt];
  if (wait === undefined) return;
  setTimeout(() => {
    if (engine === null || attached.size === 0) return;
    try {
      engine.destroy();
      watched = null;
      engine = new RenderingEngine(ENGINE_ID);
      const fresh = engine;
      for (const view of attached) view.attach(fresh);
      const first = fresh.getViewports()[0];
      if (first !== undefined) watchContext(fresh, first.id);
    } catch {
      // The GPU process is not back yet: the views keep their last picture, and the next attempt follows.
      rebuild(attempt + 1);
    }
  }, wait);
}
