/**
 * Rows as CSV after RFC 4180. What a spreadsheet would take for a formula gets an apostrophe before it, so that opening
 * the file runs nothing.
 */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((fields) => `${fields.map(field).join(',')}\r\n`).join('');

/** A field as it was before it became safe. */
export const plainField = (text: string): string => (text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text);

const FORMULA = /^'*[=+\-@\t\r]/;
const field = (text: string): string => {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return safe !== text || /[",;\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
