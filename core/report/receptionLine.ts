import type { Reception } from '../plan/reception.ts';
import type { ReportLine } from './importReport.ts';

/** What the report of an import says of a plan that came with it. */
export function receptionLine({ kind, lesion, version, by, firstAdded, withdrawn }: Reception): ReportLine {
  const what = `${lesion ?? 'no lesion measured'}, version ${version} by ${by}`;
  const gone = withdrawn.length === 0 ? ''
    : `; ${withdrawn.length === 1 ? 'version' : 'versions'} ${withdrawn.join(', ')} withdrawn there`;
  const tone = withdrawn.length > 0 || kind === 'fork' ? 'warning' : kind === 'own' || kind === 'same' ? 'info' : 'ok';
  switch (kind) {
    case 'own': return { tone, text: `Plan of this workstation: ${what}; it is here as it was signed` };
    case 'same': return { tone, text: `Plan of another workstation: ${what}; it is here already${gone}` };
    case 'new': return { tone, text: `Plan of another workstation: ${what}; chain consistent, author as stated by the sender, see station 7${gone}` };
    case 'newer': return { tone, text: `Plan of another workstation: ${what}; new from version ${firstAdded} on, chain consistent, author as stated by the sender${gone}` };
    case 'fork': return {
      tone, text: `Plan of another workstation: ${what}; it differs from the one that is here from version ${firstAdded} on, and both are kept apart${gone}`,
    };
  }
}
