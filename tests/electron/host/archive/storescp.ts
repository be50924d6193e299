import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { DimseNode } from '../../../../electron/host/archive/dimse.ts';
import type { Authority, Certificate } from './certificates.ts';
import { tempFolder } from '../../../tempFolder.ts';

/** storescp of dcmtk on loopback, one of it for each connection; `got` are the files that it wrote. */
export async function storescp(takes: readonly string[], secure: { readonly own: Certificate; readonly authority: Authority } | null = null): Promise<DimseNode & { got(): readonly Buffer[] }> {
  const [folder, settings] = [tempFolder(), join(tempFolder(), 'storescp.cfg')];
  writeFileSync(settings, [
    '[[TransferSyntaxes]]', '[Plain]', 'TransferSyntax1 = LittleEndianExplicit', '[[PresentationContexts]]', '[Some]',
    ...takes.map((uid, n) => `PresentationContext${n + 1} = ${uid}\\Plain`), '[[Profiles]]', '[Fullmoon]', 'PresentationContexts = Some', '',
  ].join('\n'));
  const tls = secure === null ? [] : ['--enable-tls', secure.own.key, secure.own.cert, '--add-cert-file', secure.authority.cert, '--require-peer-cert'];
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    spawn('storescp', ['--inetd', '--config-file', settings, 'Fullmoon', '--bit-preserving', '--output-directory', folder, ...tls], { stdio: [socket, 'inherit', 'inherit'] })
      .once('exit', () => socket.destroy());
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  onTestFinished(() => { server.close(); });
  return {
    host: '127.0.0.1', port: (server.address() as AddressInfo).port, calledAe: 'STORESCP', callingAe: 'FULLMOON', tls: null,
    got: () => readdirSync(folder).map((name) => readFileSync(join(folder, name))),
  };
}
