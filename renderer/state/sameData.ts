/** Whether two values are the same plain data to the last digit, in whatever order their fields stand. */
export function isSameData(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [names, others] = [Object.keys(one), Object.keys(other)];
  // Both are objects here, and plain data has no other fields than its own.
  const [a, b] = [one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>];
  return names.length === others.length && names.every((name) => Object.hasOwn(b, name) && isSameData(a[name], b[name]));
}
