// A process of its own that reads the files named as one volume by @itk-wasm/dicom.
import { readImageDicomFileSeriesNode } from '@itk-wasm/dicom';

await readImageDicomFileSeriesNode({ inputImages: process.argv.slice(2) });
process.exit(0);
