export interface Outcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** A line for each that failed: where it stands, its name, the first line of what it said. */
  readonly failures: readonly string[];
}
export function died(name: string): Outcome;
export function unitOutcome(name: string, report: unknown, status: number, root: string): Outcome;
export function endToEndOutcome(name: string, report: unknown, status: number): Outcome;
export function summary(outcomes: readonly Outcome[]): string;
