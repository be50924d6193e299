import type { ReactNode } from 'react';
import { useUndo } from '../../state/undoStore.ts';
import { lengthWords } from '../../ui/ruler/rulerWords.ts';
import { steppedBack } from '../frame/steppedBack.ts';
import { stepBrush, takeTool, turnBrush, useCalciumDesk, type SectionTool } from './calciumStore.ts';

const DRAWN = {
  arc: <path d="M12 12L5 5a10 10 0 1 0 14 0z" />,
  contour: <circle cx="12" cy="12" r="8" strokeDasharray="3 3" />,
  area: <path d="M5 19c0-9 5-4 7-8s7-6 7 2-8 8-14 6z" fill="currentColor" />,
  moon: <><circle cx="12" cy="12" r="9" /><circle cx="12" cy="12" r="5.5" fill="currentColor" /></>,
  undo: <path d="M9 6L4 11l5 5M4 11h10a5 5 0 0 1 0 10h-2" />,
} satisfies Readonly<Record<string, ReactNode>>;

function Tool({ name, drawn, isOn, isDisabled = false, onPress }: {
  readonly name: string; readonly drawn: keyof typeof DRAWN; readonly isOn: boolean | null; readonly isDisabled?: boolean; readonly onPress: () => void;
}) {
  return (
    <button type="button" className="section-tool" title={name} aria-label={name} aria-pressed={isOn ?? undefined} disabled={isDisabled} onClick={onPress}>
      <svg viewBox="0 0 24 24" aria-hidden="true">{DRAWN[drawn]}</svg>
    </button>
  );
}

const take = (tool: SectionTool, second: SectionTool): void => {
  const { tool: now } = useCalciumDesk.getState();
  takeTool(now === tool ? second : now === second ? null : tool);
};

/** What can be done to the section, beside its picture. */
export function SectionTools({ isMoon, onMoon }: { readonly isMoon: boolean; readonly onMoon: () => void }) {
  const tool = useCalciumDesk((desk) => desk.tool);
  const canUndo = useUndo(({ done }) => done.length > 0);
  return (
    <div className="section-tools" role="toolbar" aria-label="Section" aria-orientation="vertical">
      <Tool name="Arc: drag its ends, drag along the circle for a new one (A)" drawn="arc" isOn={tool === 'arc'} onPress={() => takeTool(tool === 'arc' ? null : 'arc')} />
      <Tool
        name={tool === 'wall' ? 'Contour of the vessel; again for the lumen (C)' : tool === 'lumen' ? 'Contour of the lumen; again to put it down (C)' : 'Contour: drag its handles (C)'}
        drawn="contour" isOn={tool === 'wall' || tool === 'lumen'} onPress={() => take('wall', 'lumen')}
      />
      <Tool
        name={tool === 'brush' ? 'Brush on the calcium; again to outline it (B)' : tool === 'outline' ? 'Outline the calcium; again to put it down (B)' : 'Area: paint the calcium (B)'}
        drawn="area" isOn={tool === 'brush' || tool === 'outline'} onPress={() => take('brush', 'outline')}
      />
      <Tool name={isMoon ? 'No full moon (F)' : 'Full moon: calcium fills the whole section (F)'} drawn="moon" isOn={isMoon} onPress={onMoon} />
      <Tool name="Take back (Ctrl Z)" drawn="undo" isOn={null} isDisabled={!canUndo} onPress={() => steppedBack(false)} />
    </div>
  );
}

const TOOL_WORDS: Readonly<Record<SectionTool, string>> = {
  arc: 'Arc', wall: 'Vessel contour', lumen: 'Lumen contour', brush: 'Brush', outline: 'Outline',
};

/** What is in the hand, with the size of the brush and whether it adds. */
export function ToolLine() {
  const { tool, brush } = useCalciumDesk();
  if (tool === null || tool === 'arc') return null;
  const isArea = tool === 'brush' || tool === 'outline';
  return (
    <div className="tool-line">
      <b>{TOOL_WORDS[tool]}</b>
      {!isArea ? null : (
        <>
          {tool === 'brush' ? (
            <>
              <button type="button" title="Smaller (−)" aria-label="Smaller brush" onClick={() => stepBrush(-1)}>−</button>
              <output>{lengthWords(2 * brush.radius)}</output>
              <button type="button" title="Larger (+)" aria-label="Larger brush" onClick={() => stepBrush(1)}>+</button>
            </>
          ) : null}
          <button type="button" title="Adds calcium, or takes it away (E; Alt for one stroke)" aria-pressed={brush.how === 'take'} onClick={turnBrush}>
            {brush.how === 'add' ? 'adds' : 'takes away'}
          </button>
        </>
      )}
    </div>
  );
}
