// Pyramid, path and centreline over the voxels of a file, for a look at its memory: centrelineProcess.ts JOB.
import { readFileSync } from 'node:fs';
import { searchSpace } from '../../core/centreline/searchSpace.ts';
import { tracing } from '../../core/centreline/trace.ts';

const job = JSON.parse(process.argv[2] ?? '{}');
const bytes = readFileSync(job.file);
const voxels = new Int16Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 2);
const volume = { voxels, grid: { dims: job.dims, spacing: job.spacing, lpsFromIjk: job.lpsFromIjk, frameOfReferenceUid: null } };
const work = (function* () { return yield* tracing(searchSpace(volume), job.points); })();
let step = work.next();
while (step.done !== true) step = work.next();
if (!step.value.ok) throw new Error(step.value.failure.code);
