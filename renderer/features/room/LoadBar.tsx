import type { Load } from '../../../core/plan/roomLimits.ts';

/** An amount against its limit, as a bar: filled up to the amount, with a stroke where the limit or the mark lies. */
export function LoadBar({ amount, limit, most, load, mark, unit }: {
  readonly amount: number;
  readonly limit: number | null;
  /** The right end of the bar. */
  readonly most: number;
  readonly load: Load;
  readonly mark?: number;
  readonly unit?: string;
}) {
  const share = (value: number): number => Math.min(100, Math.max(0, (100 * value) / most));
  return (
    <div className="room-bar-box" aria-hidden="true">
      <svg className={`room-bar ${load}`} viewBox="0 0 100 10" preserveAspectRatio="none">
        <rect className="ground" width="100" height="10" />
        <rect className="fill" width={share(amount)} height="10" />
        {limit === null || share(limit) > 99 ? null : <rect className="limit" x={share(limit) - 0.4} width="0.8" height="10" />}
      </svg>
      {mark === undefined ? null : (
        <div className="room-bar-scale">
          <b style={{ left: `${share(mark)}%` }}>{mark}</b><span>{most} {unit}</span>
        </div>
      )}
    </div>
  );
}
