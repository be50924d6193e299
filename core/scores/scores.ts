import { CASTLE } from './castle.ts';
import { CL } from './cl.ts';
import { DEATH, MACE, PERFORATION, PERICARDIOCENTESIS } from './complications.ts';
import { COMPLICATIONS_2016 } from './complications2016.ts';
import { CT_JCTO } from './ctJcto.ts';
import { CT_RECTOR } from './ctRector.ts';
import { IVUS_CALCIUM } from './ivus.ts';
import { JCTO } from './jcto.ts';
import { KCCT } from './kcct.ts';
import { OCT_CALCIUM } from './oct.ts';
import { ORA } from './ora.ts';
import { PROGRESS_CTO } from './progressCto.ts';
import { RECHARGE } from './recharge.ts';
import type { ScoreTable } from './score.ts';
import { W_CTO } from './wCto.ts';

/**
 * The table of every score. The Ellis 2017 hybrid model is not among them: its weights were not found.
 *
 * @source each table names its paper
 */
export const SCORES: readonly ScoreTable[] = [
  JCTO,
  CT_JCTO,
  PROGRESS_CTO,
  CL,
  CASTLE,
  KCCT,
  CT_RECTOR,
  COMPLICATIONS_2016,
  MACE,
  DEATH,
  PERICARDIOCENTESIS,
  PERFORATION,
  ORA,
  W_CTO,
  RECHARGE,
  IVUS_CALCIUM,
  OCT_CALCIUM,
];
