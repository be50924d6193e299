// A whole host in a process of its own, which sends what waits in a library until it is killed: `node killedSending.ts FOLDER`.
import { flushCompileCache } from 'node:module';
import { createHost } from '../../../../electron/host/createHost.ts';

flushCompileCache();
const started = await createHost({
  dataFolder: process.argv[2] ?? '', shell: 'loopback', demo: false, capabilities: { nativeDialog: false, dropPaths: false, secondWindow: false },
});
if (!started.ok) throw new Error(started.failure.code);
// Nothing else keeps it alive.
setInterval(() => {}, 1000);
