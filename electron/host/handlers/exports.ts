import type { Host } from '../../../core/contract/contract.ts';
import { err, ok } from '../../../core/result.ts';
import { printVersion, versionImages } from '../export/printVersion.ts';
import type { Store } from '../store/open.ts';
import { certain } from './trouble.ts';

interface Parts {
  readonly store: Pick<Store, 'plans' | 'planImages'>;
}

/** What leaves the program: a signed plan on paper. */
export const exportHandlers = ({ store: { plans, planImages } }: Parts): Pick<Host, 'exports.pdf'> => ({
  'exports.pdf': async ({ plan, version }) => {
    const found = plans.version(plan, version);
    if (!found.ok) {
      const { failure } = found;
      return failure.code === 'plan/not-found' || failure.code === 'plan/damaged'
        ? err({ code: failure.code })
        : certain(err(failure));
    }
    const { sealed, standing, received } = found.value;
    const pdf = await printVersion(sealed, standing, (await versionImages(planImages, sealed)).images, received);
    // Of the plan, not of the patient: names of files end up in places where nobody looks after them.
    return ok({
      pdfBase64: Buffer.from(pdf).toString('base64'),
      name: `cto-plan-${plan.slice(-6)}-v${version}.pdf`,
    });
  },
});
