/** One group's values of one quantity. */
export interface Group { readonly name: string; readonly values: readonly number[] }

/** The value below which a share of them lies; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.filter((value) => !Number.isNaN(value)).toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** A line of a table: how many, mean, median, 95th percentile, greatest. */
export function summaryLine(name: string, values: readonly number[]): string {
  const known = values.filter((value) => !Number.isNaN(value));
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const figures = [mean, quantile(known, 0.05), quantile(known, 0.5), quantile(known, 0.95), quantile(known, 1)];
  return [name.padEnd(34), String(known.length).padStart(4), ...figures.map((value) => value.toFixed(3).padStart(8))].join(' ');
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
