/** Height of a row, px: all are the same, so that a place in the list is a place on the screen. */
export const ROW_PX = 46;
/** Height of the heads, px: they stay above the rows. */
export const HEAD_PX = 30;
/** So many rows are made beyond either edge. */
const BEYOND = 6;

/** The rows that are made of a list: from the first to the last, both included. */
export function rowsShown(
  scrollTop: number,
  viewHeight: number,
  total: number,
): readonly [first: number, last: number] {
  const first = Math.floor(scrollTop / ROW_PX) - BEYOND;
  const last = Math.ceil((scrollTop + viewHeight - HEAD_PX) / ROW_PX) + BEYOND;
  return [Math.max(0, Math.min(first, total - 1)), Math.max(0, Math.min(last, total - 1))];
}

/** How far to scroll so that a row is whole; where it is, as far as now. */
export function scrolledTo(index: number, scrollTop: number, viewHeight: number): number {
  const [top, bottom] = [index * ROW_PX, (index + 1) * ROW_PX - (viewHeight - HEAD_PX)];
  return scrollTop > top ? top : scrollTop < bottom ? bottom : scrollTop;
}

/** Where a key goes from a row; null where it goes nowhere. */
export function rowAfter(key: string, index: number, total: number, viewHeight: number): number | null {
  const page = Math.max(1, Math.floor((viewHeight - HEAD_PX) / ROW_PX) - 1);
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: total - 1,
  };
  const to = steps[key];
  return to === undefined || total === 0 ? null : Math.max(0, Math.min(total - 1, to));
}
