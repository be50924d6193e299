// A process of its own that reads a folder as one volume by Fullmoon, as itkWasmRead.mjs does by its peer.
import { assembled, examined } from './volumeRead.ts';

await assembled(examined(process.argv[2] ?? ''), 2);
