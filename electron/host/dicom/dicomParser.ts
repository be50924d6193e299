import * as namespace from 'dicom-parser';
import type { ByteArrayParser, DataSet } from 'dicom-parser';

type Parser = typeof namespace & {
  readonly DataSet: new (parser: ByteArrayParser, bytes: Uint8Array, elements: DataSet['elements']) => DataSet;
};

/**
 * dicom-parser as it is: a CommonJS bundle, whose functions Node shows under `default` only, and whose
 * DataSet class its type declarations leave out.
 */
export const dicomParser = (namespace as unknown as { readonly default: Parser }).default;
