import type { ScoreLook } from './scoreLook.ts';

/**
 * Points of a score as a bar in cells: solid where they rest on what is confirmed or stated, hatched where they are
 * measured and not confirmed, dashed where a range or an answer decides.
 */
export function ScoreBar({ look: { span, sure, least }, most }: { readonly look: ScoreLook; readonly most: number }) {
  const share = (points: number): string => `${(100 * Math.max(0, points)) / most}%`;
  /** What is settled, even at the least that may be true. */
  const settled = Math.min(least, span.min);
  const solid = Math.min(sure, settled);
  return (
    <div className="score-bar" aria-hidden="true">
      <i className="sure" style={{ width: share(solid) }} />
      <i className="measured" style={{ width: share(settled - solid) }} />
      <i className="open" style={{ width: share(span.max - settled) }} />
      {Array.from({ length: Math.max(0, most - 1) }, (_, n) => n + 1).map((end) => <b key={end} style={{ insetInlineStart: share(end) }} />)}
    </div>
  );
}
