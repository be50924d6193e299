/** Whole days from one day to another, YYYY-MM-DD; null where one of them is no date. */
export function daysBetween(from: string, to: string): number | null {
  const [start, end] = [dayOf(from), dayOf(to)];
  return start === null || end === null ? null : end - start;
}

function dayOf(date: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  return match === null
    ? null
    : Math.round(Date.UTC(Number(match[1]), Number(match[2]) - 1, Number(match[3])) / 86_400_000);
}

/** An instant as the clock on the wall showed it: YYYY-MM-DD and HH:MM. An unknown zone counts as UTC. */
export function wallClock(
  instant: string,
  timeZone: string,
): { readonly day: string; readonly time: string; readonly zone: string } {
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  const parts = new Map(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(Date.parse(instant))
      .map(({ type, value }) => [type, value]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    day: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
    zone,
  };
}

/** The zones of this machine's calendar; a plan may come from one that knows more. */
function isZone(timeZone: string): boolean {
  try {
    return Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch (unknown) {
    return !(unknown instanceof RangeError);
  }
}
