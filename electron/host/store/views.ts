import { viewsSchema, type Views } from '../../../core/contract/schemas.ts';
import type { OperatorId } from '../../../core/contract/ids.ts';
import type { Result } from '../../../core/result.ts';
import type { StoreParts } from './parts.ts';
import { readSetting, writeSetting } from './settings.ts';
import type { StoreTrouble } from './trouble.ts';

/** How each operator left the pictures; of nobody in particular where nobody was chosen. */
export interface OperatorViews {
  /** Null where nothing was kept, or what was kept is of no arrangement that is known today. */
  load(operator: OperatorId | null): Result<Views | null, StoreTrouble>;
  save(views: Views, operator: OperatorId | null): Result<Views, StoreTrouble>;
}

/** One scalar for each operator, like every setting: "large coronal marks". */
const nameOf = (operator: OperatorId | null): string => `views_of_${operator ?? 'nobody'}`;

export function openViews(parts: StoreParts): OperatorViews {
  return {
    load: (operator) => parts.read(() => {
      const kept = readSetting(parts, nameOf(operator));
      // What was kept before pictures could be taken along names no choice for them.
      const [layout, main, capture = 'marks'] = typeof kept === 'string' ? kept.split(' ') : [];
      const parsed = viewsSchema.safeParse({ layout, main, capture });
      return parsed.success ? parsed.data : null;
    }),
    save: (views, operator) => parts.write(() => {
      writeSetting(parts, nameOf(operator), `${views.layout} ${views.main} ${views.capture}`);
      return views;
    }),
  };
}
