import { jctoCategories, nativeVessels, SHARP_BEND } from './jcto.ts';
import { above, BLUNT_STUMP, bendOf, lengthOf, RETRY } from './questions.ts';
import { aboutCalcium, item, rate, scoreTable } from './score.ts';

/**
 * Length beyond which an occlusion scores on CT, mm. Edge exclusive (read); Li 2015 writes ">= 20 mm". A
 * constant of its own: J-CTO on angiography reads the edge the other way.
 *
 * @source Fujino 2018, doi:10.1016/j.jcmg.2017.01.028
 */
const LONG_ON_CT = 20;

/**
 * Calcified share of the cross-section beyond which calcium scores, per cent. Edge exclusive (read).
 *
 * @source Fujino 2018, doi:10.1016/j.jcmg.2017.01.028
 */
const CALCIFIED_SHARE = 50;

/**
 * J-CTO with its items measured on CT.
 *
 * @source Fujino A et al., JACC Cardiovasc Imaging 2018;11:209-217, doi:10.1016/j.jcmg.2017.01.028
 */
export const CT_JCTO = scoreTable({
  id: 'j-cto-ct',
  name: 'J-CTO on CT',
  items: [
    item('entry', 'Blunt entry', 'Blunt proximal cap.', 1, BLUNT_STUMP, 'A'),
    aboutCalcium(
      'CT',
      item(
        'calcification',
        'Calcification',
        `Calcium in more than ${CALCIFIED_SHARE} % of the vessel's cross-section on CT.`,
        1,
        above('ctCalcium.maxCsaPercent', CALCIFIED_SHARE),
        'A',
      ),
    ),
    item(
      'bend',
      'Bend',
      `Bend of more than ${SHARP_BEND}° inside the occlusion.`,
      1,
      bendOf('CT', '>', SHARP_BEND),
      'A',
    ),
    item(
      'length',
      'Length',
      `Occlusion of more than ${LONG_ON_CT} mm; the variant of Li 2015 writes from.`,
      1,
      lengthOf('CT', '>', LONG_ON_CT, { elsewhere: '>=' }),
      'A',
    ),
    item('retry', 'Re-try', 'Previous failed attempt at this lesion.', 1, RETRY, 'A'),
  ],
  range: [0, 5],
  step: 1,
  categories: jctoCategories('I'),
  published: [
    {
      outcome: 'guidewire crossing within 30 min',
      short: 'n 218, Fujino 2018',
      cohort: '218 CTO lesions with CT before PCI, one centre (Fujino 2018); rates per score not found',
      rates: [rate(0, 5, null, '-')],
    },
  ],
  applies: nativeVessels,
  evidence: 'A',
  citation: 'Fujino A et al. JACC Cardiovasc Imaging 2018;11:209-217. DOI 10.1016/j.jcmg.2017.01.028',
  notes: [
    'Rates of the angiographic J-CTO belong to another cohort and are not shown here.',
    'An independent variant (Li 2015, DOI 10.1016/j.jcct.2015.07.005) scores calcium in more than 50 % ' +
    'of any ' +
      'cross-section and length from 20 mm.',
    'CT measures occlusions shorter than angiography: 27.6 against 37.2 mm (Li 2015).',
    'Blooming enlarges calcium on CT: shares near the edge are marked.',
  ],
});
