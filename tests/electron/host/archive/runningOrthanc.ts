import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { foundStudies, type Archive } from '../../../../electron/host/archive/dicomWeb.ts';
import { freePort } from './freePort.ts';

const ORTHANC = '/usr/sbin/Orthanc';
const PLUGIN = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** Is Orthanc there? What is not tested for want of it says so in one line. */
export function isOrthancThere(): boolean {
  const isThere = existsSync(ORTHANC) && existsSync(PLUGIN);
  if (!isThere) console.log('Not tested against Orthanc: the packages orthanc and orthanc-dicomweb are not installed.');
  return isThere;
}

/** An Orthanc on loopback with nothing in it. */
export interface RunningOrthanc {
  readonly archive: Archive;
  /** Where it takes DICOM associations, as PEER, whoever calls. */
  readonly dicomPort: number;
  close(): Promise<void>;
}

/**
 * @param folder - of its own, where it keeps what it gets
 * @param lua - a script that it runs, such as a filter of what it keeps
 */
export async function startedOrthanc(folder: string, lua?: string): Promise<RunningOrthanc> {
  const [http, dicomPort] = [await freePort(), await freePort()];
  const settings = join(folder, 'orthanc.json');
  const script = join(folder, 'script.lua');
  if (lua !== undefined) writeFileSync(script, lua);
  writeFileSync(settings, JSON.stringify({
    StorageDirectory: join(folder, 'db'), IndexDirectory: join(folder, 'db'), HttpPort: http, DicomPort: dicomPort,
    DicomAet: 'PEER', DicomAlwaysAllowFind: true, LuaScripts: lua === undefined ? [] : [script], DicomCheckCalledAet: true, RemoteAccessAllowed: false, AuthenticationEnabled: true, RegisteredUsers: { desk: 'secret' },
    Plugins: [PLUGIN], DicomWeb: { Enable: true, Root: '/dicom-web/' },
  }));
  const program = spawn(ORTHANC, [settings], { stdio: 'ignore' });
  const close = async (): Promise<void> => {
    const ended = new Promise((resolve) => { program.once('exit', resolve); });
    program.kill();
    await ended;
  };
  const archive = { address: `http://127.0.0.1:${http}/dicom-web`, user: 'desk', password: 'secret' };
  for (;;) {
    const answer = await foundStudies(archive, { patientName: null, patientId: null, from: null, to: null });
    if (answer.ok) return { archive, dicomPort, close };
    if (program.exitCode !== null) throw new Error('Orthanc ended');
    await sleep(100);
  }
}
