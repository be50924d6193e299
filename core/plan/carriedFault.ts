/** Why a plan that came with an object of another workstation is not taken. */
export type CarriedFault =
  /** What came is no chain of a plan, or only a part of one. */
  | { readonly code: 'plan/not-readable' }
  | { readonly code: 'plan/from-newer-release' }
  /** A link of the chain is not what was sealed; `what` names the first one. */
  | { readonly code: 'plan/tampered'; readonly what: string }
  /** The seal is on another patient than the file. */
  | { readonly code: 'plan/of-another-patient' }
  /** One version is sealed on another patient than the one before it. */
  | { readonly code: 'plan/of-several-patients' }
  | { readonly code: 'plan/in-another-case' }
  /** A report of measures that says other than the plan under the seal. */
  | { readonly code: 'plan/report-differs' }
  /** A report of measures that cannot be held against the plan under the seal. */
  | { readonly code: 'plan/report-not-readable' }
  /** A report of measures without the printed plan, in which the sealed one travels, or with one that was refused. */
  | { readonly code: 'plan/report-alone' };

/** Why it was not taken, and what to do: one sentence each, and nothing of it is stored. */
export function carriedSentence(fault: CarriedFault): string {
  switch (fault.code) {
    case 'plan/not-readable':
      return 'The plan in this file cannot be read, so nothing of it was taken. Have it sent again from the workstation that signed it.';
    case 'plan/from-newer-release':
      return 'The plan in this file comes from a newer Fullmoon, so nothing of it was taken. Bring this one up to date and import it again.';
    case 'plan/tampered':
      return `The plan in this file is not as it was signed: ${fault.what} is broken, and nothing of it was taken. `
        + 'Have it sent again from the workstation that signed it.';
    case 'plan/of-another-patient':
      return 'The plan in this file was signed for another patient than the file names, so nothing of it was taken. Find out whose it is.';
    case 'plan/of-several-patients':
      return 'The versions of the plan in this file were signed for different patients, so nothing of it was taken. Find out whose it is.';
    case 'plan/in-another-case':
      return 'The library holds this plan in another case, so nothing of it was taken. Find out whose it is.';
    case 'plan/report-differs':
      return 'The report of measures in this file says other than the plan that it belongs to, so it was not taken. '
        + 'The plan has its measures under its seal; find out who changed the report.';
    case 'plan/report-not-readable':
      return 'The report of measures in this file cannot be read, and so not be held against its plan: it was not taken. '
        + 'The plan has its measures under its seal; have the report sent again from the workstation that signed it.';
    case 'plan/report-alone':
      return 'The report of measures in this file came without the printed plan in which its plan travels, or with one that was refused, '
        + 'so it was not taken. Fetch or import the whole study.';
  }
}
