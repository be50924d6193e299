/** One group's values of one quantity. */
export interface Group { readonly name: string; readonly values: readonly number[] }

/** The value below which a share of them lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

const WIDTH = 520;
const HEIGHT = 300;
const EDGE = 44;
const COLOURS = ['#1b6ca8', '#c1662f', '#5a8f4e', '#7a4ea8'];

/** Share of vessels (upwards) at or below each error (to the right): one step curve a group, as SVG. */
export function distributionSvg(title: string, unit: string, groups: readonly Group[], goal: number | null): string {
  const most = Math.max(goal ?? 0, ...groups.map(({ values }) => quantile(values, 1)).filter((value) => !Number.isNaN(value))) * 1.05 || 1;
  const x = (value: number): number => EDGE + ((WIDTH - 2 * EDGE) * value) / most;
  const y = (share: number): number => HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * share;
  const curves = groups.map(({ name, values }, n) => {
    const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
    const steps = sorted.flatMap((value, m) => [`${x(value)},${y(m / sorted.length)}`, `${x(value)},${y((m + 1) / sorted.length)}`]);
    return `<polyline fill="none" stroke="${COLOURS[n % COLOURS.length]}" stroke-width="2" points="${steps.join(' ')}"/>`
      + `<text x="${WIDTH - EDGE}" y="${HEIGHT - EDGE - 12 - 16 * n}" text-anchor="end" fill="${COLOURS[n % COLOURS.length]}">${name} (${sorted.length})</text>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y(share)}" y2="${y(share)}" stroke="#ddd"/>`,
    `<text x="${EDGE - 6}" y="${y(share) + 4}" text-anchor="end">${share * 100} %</text>`,
    `<text x="${x(share * most)}" y="${HEIGHT - EDGE + 18}" text-anchor="middle">${(share * most).toFixed(2)}</text>`]);
  const line = goal === null ? '' : `<line x1="${x(goal)}" x2="${x(goal)}" y1="${y(0)}" y2="${y(1)}" stroke="#b00" stroke-dasharray="4 3"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12">`
    + `<rect width="100%" height="100%" fill="#fff"/><text x="${EDGE}" y="24" font-size="14">${title}, ${unit}</text>`
    + `${ticks.join('')}${line}${curves.join('')}</svg>\n`;
}

const BINS = 6;

/** Points of one group: what the error is drawn against, and the error. */
export interface Trend { readonly name: string; readonly points: readonly (readonly [by: number, error: number])[] }

/** Errors against a figure, in six steps of it: medians as full lines, 95 % as broken ones, as SVG. */
export function trendSvg(title: string, unit: string, by: string, trends: readonly Trend[], goal: number | null): string {
  const all = trends.flatMap(({ points }) => points.map(([value]) => value));
  const [low, high] = [quantile(all, 0), quantile(all, 1)];
  const bins = (points: Trend['points'], share: number): readonly (readonly [number, number])[] =>
    Array.from({ length: BINS }, (_, n) => {
      const [from, to] = [low + ((high - low) * n) / BINS, low + ((high - low) * (n + 1)) / BINS];
      const inside = points.filter(([value]) => value >= from && (value < to || n === BINS - 1)).map(([, error]) => error);
      return [(from + to) / 2, quantile(inside, share)] as const;
    }).filter(([, error]) => !Number.isNaN(error));
  const lines = trends.map(({ name, points }) => ({ name, median: bins(points, 0.5), in95: bins(points, 0.95) }));
  const most = 1.05 * Math.max(goal ?? 0, ...lines.flatMap(({ in95 }) => in95.map(([, error]) => error))) || 1;
  const x = (value: number): number => EDGE + ((WIDTH - 2 * EDGE) * (value - low)) / (high - low || 1);
  const y = (error: number): number => HEIGHT - EDGE - ((HEIGHT - 2 * EDGE) * error) / most;
  const drawn = (points: readonly (readonly [number, number])[], colour: string, dash: string): string =>
    `<polyline fill="none" stroke="${colour}" stroke-width="2"${dash} points="${points.map(([a, b]) => `${x(a)},${y(b)}`).join(' ')}"/>`;
  const curves = lines.map(({ name, median, in95 }, n) => {
    const colour = COLOURS[n % COLOURS.length] ?? '#000';
    return drawn(median, colour, '') + drawn(in95, colour, ' stroke-dasharray="5 4"')
      + `<text x="${WIDTH - EDGE}" y="${EDGE + 16 * n}" text-anchor="end" fill="${colour}">${name}</text>`;
  });
  const ticks = [0, 0.25, 0.5, 0.75, 1].flatMap((share) => [
    `<line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y(share * most)}" y2="${y(share * most)}" stroke="#ddd"/>`,
    `<text x="${EDGE - 6}" y="${y(share * most) + 4}" text-anchor="end">${(share * most).toFixed(2)}</text>`,
    `<text x="${x(low + share * (high - low))}" y="${HEIGHT - EDGE + 18}" text-anchor="middle">${(low + share * (high - low)).toFixed(1)}</text>`]);
  const line = goal === null ? '' : `<line x1="${EDGE}" x2="${WIDTH - EDGE}" y1="${y(goal)}" y2="${y(goal)}" stroke="#b00" stroke-dasharray="4 3"/>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12">`
    + `<rect width="100%" height="100%" fill="#fff"/><text x="${EDGE}" y="24" font-size="14">${title}, ${unit}: median and 95 %</text>`
    + `<text x="${WIDTH / 2}" y="${HEIGHT - 6}" text-anchor="middle">${by}</text>${ticks.join('')}${line}${curves.join('')}</svg>\n`;
}
