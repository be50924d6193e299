// npm run interop: what leaves Fullmoon, before judges that others wrote. Installs nothing; says what is missing.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_24_WANTED, node24, root } from './withNode24.mjs';

/** Programs that judge, and the Debian package that each comes in. */
const JUDGES = {
  dciodvfy: 'dicom3tools',
  dcentvfy: 'dicom3tools',
  dsrdump: 'dcmtk',
  DicomSRValidator: 'pixelmed-apps',
  dcmpschk: 'dcmtk',
  storescu: 'dcmtk',
  storescp: 'dcmtk',
  dcm2pdf: 'dcmtk',
  qpdf: 'qpdf',
  pdffonts: 'poppler-utils',
  pdftotext: 'poppler-utils',
};
/** Files that judge, and the Debian package that each comes in. */
const JUDGING_FILES = {
  '/usr/sbin/Orthanc': 'orthanc',
  '/usr/share/orthanc/plugins/libOrthancDicomWeb.so': 'orthanc-dicomweb',
};
const SUITE = ['tests/electron/host/export', 'tests/electron/host/archive', 'tests/electron/host/sending', 'tests/electron/host/sharing'];

const missing = [
  ...Object.keys(JUDGES).filter((program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error !== undefined),
  ...Object.keys(JUDGING_FILES).filter((file) => !existsSync(file)),
];
const node = node24();
if (node === undefined) {
  console.error(NODE_24_WANTED);
  process.exit(1);
}
const { status } = spawnSync(node, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', ...SUITE], {
  cwd: root,
  stdio: 'inherit',
});
if (missing.length > 0) {
  const packages = [...new Set(missing.map((judge) => JUDGES[judge] ?? JUDGING_FILES[judge]))].join(' ');
  console.error(`Not judged, because it is not installed: ${missing.join(', ')}. Install it: apt-get install ${packages}`);
}
// Viewers are no packages of the system: what they would judge is told and fails nothing.
if (!existsSync(join(root, 'dist', 'bench', 'peers', 'ohif', 'package', 'dist', 'index.html'))) {
  console.error('Not opened in OHIF, because its page is not there. Fetch it: npm run bench -- viewer');
}
console.error('Not opened in Weasis: Debian has no package of it.');
process.exit(status !== 0 || missing.length > 0 ? 1 : 0);
