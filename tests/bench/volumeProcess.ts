// A process of its own that reads a folder as one volume by Fullmoon, as itkWasmRead.mjs does by its peer. Its
// threads start while headers are read, as those of the command line do.
import { keepThreads } from '../../electron/host/engine/keptThreads.ts';
import { assembled, examined } from './volumeRead.ts';

const kept = keepThreads({ most: 2 });
kept.prepare();
await assembled(examined(process.argv[2] ?? ''), 2, kept);
