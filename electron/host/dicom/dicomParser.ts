import * as namespace from 'dicom-parser';

/** dicom-parser as it is: a CommonJS bundle, whose functions Node shows under `default` only. */
export const dicomParser = (namespace as unknown as { readonly default: typeof namespace }).default;
