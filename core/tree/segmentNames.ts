import type { Segment } from './segment.ts';

/** A segment of the coronary tree by its number in the scheme of 2014, with its name and the vessel that it belongs to. */
export interface SegmentName extends Omit<Segment, 'syntax'> { readonly short: string }

/**
 * The 18 segments of the SCCT scheme.
 *
 * @source Leipsic J and others, SCCT guidelines for the interpretation and reporting of coronary CT angiography, J Cardiovasc
 * Comput Tomogr 2014;8:342-358, doi:10.1016/j.jcct.2014.07.003, figure 1
 */
export const SCCT_SEGMENTS: readonly SegmentName[] = [
  { scct: '1', short: 'pRCA', name: 'proximal RCA' }, { scct: '2', short: 'mRCA', name: 'middle RCA' },
  { scct: '3', short: 'dRCA', name: 'distal RCA' }, { scct: '4', short: 'R-PDA', name: 'right posterior descending artery' },
  { scct: '5', short: 'LM', name: 'left main' }, { scct: '6', short: 'pLAD', name: 'proximal LAD' },
  { scct: '7', short: 'mLAD', name: 'middle LAD' }, { scct: '8', short: 'dLAD', name: 'distal LAD' },
  { scct: '9', short: 'D1', name: 'first diagonal' }, { scct: '10', short: 'D2', name: 'second diagonal' },
  { scct: '11', short: 'pCx', name: 'proximal LCx' }, { scct: '12', short: 'OM1', name: 'first obtuse marginal' },
  { scct: '13', short: 'LCx', name: 'middle and distal LCx' }, { scct: '14', short: 'OM2', name: 'second obtuse marginal' },
  { scct: '15', short: 'L-PDA', name: 'left posterior descending artery' }, { scct: '16', short: 'R-PLB', name: 'right posterolateral branch' },
  { scct: '17', short: 'RI', name: 'ramus intermedius' }, { scct: '18', short: 'L-PLB', name: 'left posterolateral branch' },
];

/** The segment of a number; undefined where there is none. */
export const scctSegment = (number: string | null): SegmentName | undefined => SCCT_SEGMENTS.find(({ scct }) => scct === number);
