/** What stands in the way of keeping a step for now; the step waits. All else refuses the step itself. */
export const WAITS: ReadonlySet<string> = new Set([
  'store/read-only', 'store/disk-full', 'case/not-stored', 'carriage/unreachable', 'carriage/refused', 'carriage/host-fault',
]);
