import type { ShapeKind } from '../../../core/annotation/annotation.ts';
import { useUndo } from '../../state/undoStore.ts';
import { steppedBack } from '../frame/steppedBack.ts';
import { DRAWING_TOOLS } from './commands.ts';
import { takeTool, useDesk } from './deskStore.ts';
import './annotations.css';

const PATHS: Readonly<Record<ShapeKind | 'undo' | 'redo', string>> = {
  distance: 'M5 19L19 5M3.5 17.5l3 3M17.5 3.5l3 3',
  path: 'M4 19l4-9 6 5 6-11',
  angle: 'M4 19h16M4 19L15 5M12 19a8 8 0 0 0-3-6.3',
  circle: 'M12 5a7 7 0 1 1 0 14a7 7 0 0 1 0-14z',
  ellipse: 'M12 6c5 0 9 2.7 9 6s-4 6-9 6s-9-2.7-9-6s4-6 9-6z',
  polygon: 'M6 5l11-1 4 9-8 7-9-5z',
  arrow: 'M5 19L17 7M17 7v6M17 7h-6M18 3h4M20 3v5',
  gap: 'M3 12h6M15 12h6M9 8v8M15 8v8',
  undo: 'M9 5L4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3',
  redo: 'M15 5l5 5-5 5M20 10H10a5 5 0 0 0 0 10h3',
};

/** Drawing of a shape, beside its words or in a button that has a name. */
export const ShapeIcon = ({ kind }: { readonly kind: keyof typeof PATHS }) => (
  <svg
    viewBox="0 0 24 24" width="17" height="17" fill="none" stroke="currentColor" strokeWidth="1.7" strokeLinecap="round"
    strokeLinejoin="round" aria-hidden="true"
  ><path d={PATHS[kind]} /></svg>
);

/** Tools that draw and measure, and the way back. */
export function AnnotationTools() {
  const tool = useDesk((desk) => desk.tool);
  return (
    <>
      <div className="segments" role="group" aria-label="Draw and measure">
        {DRAWING_TOOLS.map(({ kind, key, name }) => (
          <button
            key={kind} type="button" aria-pressed={tool === kind} title={`${name} (${key})`} aria-label={name}
            onClick={() => takeTool(tool === kind ? null : kind)}
          ><ShapeIcon kind={kind} /></button>
        ))}
      </div>
      <WayBack />
    </>
  );
}

/** Undo and redo, each with what it would do. */
export function WayBack() {
  const { done, undone } = useUndo();
  const [back, on] = [done.at(-1), undone.at(-1)];
  return (
    <div className="segments" role="group" aria-label="Way back">
      <WayButton icon="undo" words={back === undefined ? null : `Undo: ${back.words}`} keys="Ctrl Z" act={() => steppedBack(false)} />
      <WayButton icon="redo" words={on === undefined ? null : `Redo: ${on.words}`} keys="Ctrl Shift Z" act={() => steppedBack(true)} />
    </div>
  );
}

const WayButton = ({ icon, words, keys, act }: {
  readonly icon: 'undo' | 'redo'; readonly words: string | null; readonly keys: string; readonly act: () => unknown;
}) => {
  const name = words ?? (icon === 'undo' ? 'Nothing to undo' : 'Nothing to redo');
  return (
    <button type="button" disabled={words === null} title={`${name} (${keys})`} aria-label={name} onClick={() => act()}>
      <ShapeIcon kind={icon} />
    </button>
  );
};
