// A disk that loses power: what a traced process wrote, replayed up to any moment, with only that surely there which it had synced.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

type Change =
  | { readonly what: 'write'; readonly at: number; readonly bytes: Buffer }
  | { readonly what: 'truncate'; readonly length: number };

export type Event =
  | { readonly what: 'create' | 'unlink' | 'mkdir' | 'sync'; readonly path: string }
  | { readonly what: 'rename'; readonly path: string; readonly to: string }
  | { readonly what: 'change'; readonly path: string; readonly change: Change }
  | { readonly what: 'said'; readonly line: string };

const HEX = /"((?:\\x[0-9a-f]{2})*)"/g;
const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll('\\x', ''), 'hex');
const textOf = (hex: string | undefined): string => bytesOf(hex ?? '').toString();

/** The calls of `strace -f -y -xx` in the order in which they ended, as events below a folder. */
export function tracedEvents(log: string, folder: string): readonly Event[] {
  const begun = new Map<string, string>();
  return log.split('\n').flatMap((line): readonly Event[] => {
    const [, pid = '', rest = ''] = /^(\d+) +(.*)$/.exec(line) ?? [];
    if (rest.endsWith('<unfinished ...>')) {
      begun.set(pid, rest.slice(0, -'<unfinished ...>'.length));
      return [];
    }
    const [, tail] = /^<\.\.\. \w+ resumed>(.*)$/.exec(rest) ?? [];
    return event(tail === undefined ? rest : `${begun.get(pid) ?? ''}${tail}`, folder);
  });
}

function event(call: string, folder: string): readonly Event[] {
  const [, name = '', given = '', answer = ''] = /^(\w+)\((.*?) *\) += (-?\d+)/.exec(call) ?? [];
  if (answer === '' || answer.startsWith('-')) return [];
  const strings = [...given.matchAll(HEX)].map(([, hex]) => hex);
  const onHandle = textOf(/^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(given)?.[1]);
  const path = onHandle === '' ? textOf(strings[0]) : onHandle;
  if (name === 'write' && /^1</.test(given)) {
    return textOf(strings[0]).split('\n').filter((line) => line !== '').map((line) => ({ what: 'said', line }));
  }
  if (path !== folder && !path.startsWith(`${folder}/`)) return [];
  switch (name) {
    case 'openat': return [
      ...(given.includes('O_CREAT') ? [{ what: 'create' as const, path }] : []),
      ...(given.includes('O_TRUNC') ? [{ what: 'change' as const, path, change: { what: 'truncate' as const, length: 0 } }] : [])];
    case 'pwrite64': {
      const at = Number(/(\d+)$/.exec(given)?.[1]);
      return [{ what: 'change', path, change: { what: 'write', at, bytes: bytesOf(strings[0] ?? '').subarray(0, Number(answer)) } }];
    }
    case 'ftruncate': return [{ what: 'change', path, change: { what: 'truncate', length: Number(/(\d+)$/.exec(given)?.[1]) } }];
    case 'fsync': case 'fdatasync': return [{ what: 'sync', path }];
    case 'rename': return [{ what: 'rename', path, to: textOf(strings[1]) }];
    case 'unlink': case 'unlinkat': return [{ what: 'unlink', path }];
    case 'mkdir': return [{ what: 'mkdir', path }];
    default: throw new Error(`a call that the model does not know: ${name}(${path})`);
  }
}

interface TracedFile { readonly kind: 'file'; synced: Buffer; pending: Change[] }
interface TracedFolder { readonly kind: 'folder'; readonly synced: Map<string, Node>; pending: { readonly name: string; readonly node: Node | null }[] }
type Node = TracedFile | TracedFolder;
const newFolder = (): TracedFolder => ({ kind: 'folder', synced: new Map(), pending: [] });

/** What the process sees, and behind it what a power cut would leave. */
export class Disk {
  readonly #root = newFolder();
  readonly #folder: string;
  readonly said: string[] = [];

  constructor(folder: string) { this.#folder = folder; }

  apply(event: Event): void {
    if (event.what === 'said') this.said.push(event.line);
    else if (event.what === 'create') {
      if (this.#find(event.path) === null) this.#name(event.path, { kind: 'file', synced: Buffer.alloc(0), pending: [] });
    } else if (event.what === 'mkdir') {
      if (event.path !== this.#folder) this.#name(event.path, newFolder());
    } else if (event.what === 'unlink') this.#name(event.path, null);
    else if (event.what === 'rename') {
      this.#name(event.to, this.#find(event.path));
      this.#name(event.path, null);
    } else {
      // A file that has no name any more is of no interest.
      const node = this.#find(event.path);
      if (event.what === 'sync' && node !== null) sync(node);
      if (event.what === 'change' && node?.kind === 'file') node.pending.push(event.change);
    }
  }

  /** Writes what is left after the power went: all that was synced, and of the rest what the dice say. */
  leave(folder: string, dice: (below: number) => number): void {
    write(this.#root, folder, dice);
  }

  #find(path: string): Node | null {
    const names = path.slice(this.#folder.length + 1).split('/').filter((name) => name !== '');
    return names.reduce<Node | null>((node, name) => (node?.kind === 'folder' ? named(node, name) : null), this.#root);
  }

  #name(path: string, node: Node | null): void {
    const parent = this.#find(dirname(path));
    if (parent?.kind !== 'folder') throw new Error(`no folder for ${path}`);
    parent.pending.push({ name: path.slice(dirname(path).length + 1), node });
  }
}

const named = (folder: TracedFolder, name: string): Node | null => {
  const last = folder.pending.findLast((entry) => entry.name === name);
  return last === undefined ? folder.synced.get(name) ?? null : last.node;
};

function sync(node: Node): void {
  if (node.kind === 'file') node.synced = node.pending.reduce(changed, node.synced);
  else for (const { name, node: inner } of node.pending) rename(node.synced, name, inner);
  node.pending = [];
}

function rename(names: Map<string, Node>, name: string, node: Node | null): void {
  if (node === null) names.delete(name);
  else names.set(name, node);
}

function changed(bytes: Buffer, change: Change): Buffer {
  const length = change.what === 'truncate' ? change.length : Math.max(bytes.length, change.at + change.bytes.length);
  const next = Buffer.alloc(length);
  bytes.copy(next, 0, 0, Math.min(bytes.length, length));
  if (change.what === 'write') change.bytes.copy(next, change.at);
  return next;
}

/** Names come back in the order in which they were made, up to some moment; bytes in any order, and torn at 512. */
function write(node: Node, path: string, dice: (below: number) => number): void {
  if (node.kind === 'file') {
    const fate = dice(3);
    const kept = node.pending.flatMap((change): readonly Change[] => {
      if (fate === 0) return [];
      if (fate === 1 || change.what === 'truncate') return dice(2) === 0 && fate !== 1 ? [] : [change];
      const sectors = Math.ceil(change.bytes.length / 512);
      return [{ ...change, bytes: change.bytes.subarray(0, 512 * dice(sectors + 1)) }];
    });
    writeFileSync(path, kept.reduce(changed, node.synced));
    return;
  }
  mkdirSync(path, { recursive: true });
  const names = new Map(node.synced);
  for (const { name, node: inner } of node.pending.slice(0, dice(node.pending.length + 1))) rename(names, name, inner);
  for (const [name, inner] of names) if (!name.endsWith('-shm')) write(inner, join(path, name), dice);
}
