import { createRequire } from 'node:module';

/** What the frame says about itself, as all four libraries report it. */
export interface WasmFrameInfo {
  readonly width: number;
  readonly height: number;
  readonly bitsPerSample: number;
  readonly componentCount: number;
  readonly isSigned?: boolean;
}

/** A decoder object inside a WASM library. Its buffers are views of the library's own memory. */
export interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): WasmFrameInfo;
  decode(): void;
  delete(): void;
}

interface JpegLsDecoder extends WasmDecoder {
  /** 0 plane by plane, 1 line by line, 2 sample by sample. */
  getInterleaveMode(): number;
}

type Library<Name extends string, Decoder> = { readonly [N in Name]: new () => Decoder };
type Factory<T> = (options: { print(line: string): void; printErr(line: string): void }) => Promise<T>;

/**
 * The one place that knows where the codecs lie: the packages are found from here, bundled or not, and bring
 * their WASM along.
 */
const packageOf = {
  jpegLs: '@cornerstonejs/codec-charls/decodewasmjs',
  jpeg2000: '@cornerstonejs/codec-openjpeg/decodewasmjs',
  highThroughput: '@cornerstonejs/codec-openjph/wasmjs',
  jpeg: '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
} as const;
type Codec = keyof typeof packageOf;

interface Libraries {
  readonly jpegLs: Library<'JpegLSDecoder', JpegLsDecoder>;
  readonly jpeg2000: Library<'J2KDecoder', WasmDecoder>;
  readonly highThroughput: Library<'HTJ2KDecoder', WasmDecoder>;
  readonly jpeg: Library<'JPEGDecoder', WasmDecoder>;
}

const require = createRequire(import.meta.url);
const loaded = new Map<Codec, Promise<unknown>>();
let lastWords = '';

/** What the libraries last said about a failure; for the detail line. */
export const lastComplaint = (): string => lastWords;

async function library<C extends Codec>(codec: C): Promise<Libraries[C]> {
  let loading = loaded.get(codec);
  if (loading === undefined) {
    const factory = require(packageOf[codec]) as Factory<unknown>;
    const listen = (line: string): void => {
      if (/error|fail|segment|inconsistent|truncat/i.test(line)) {
        lastWords = line.replace(/^\[\w+\]\s*/, '').slice(0, 200);
      }
    };
    loading = factory({ print: listen, printErr: listen });
    loaded.set(codec, loading);
  }
  return await loading as Libraries[C];
}

/**
 * Runs one decoding in a library.
 *
 * An exception of its own (a number, the address of the thrown object) leaves the library in order. Anything
 * else, such as memory out of bounds, leaves it in an unknown state: it is dropped, and the next frame gets a
 * new one. Not lightly, for each new one reserves gigabytes of addresses.
 *
 * @returns undefined where the library threw
 */
export async function decodeWith<C extends Codec, T>(
  codec: C, run: (library: Libraries[C]) => T,
): Promise<T | undefined> {
  const instance = await library(codec);
  lastWords = '';
  try {
    return run(instance);
  } catch (thrown) {
    if (typeof thrown !== 'number') loaded.delete(codec);
    if (lastWords === '' && thrown instanceof Error) lastWords = thrown.message.slice(0, 200);
    return undefined;
  }
}

/** Makes a decoder, uses it and frees it, whatever happens. */
export function withDecoder<D extends WasmDecoder, T>(
  Decoder: new () => D, bytes: Uint8Array, use: (decoder: D) => T,
): T {
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    decoder.decode();
    return use(decoder);
  } finally {
    decoder.delete();
  }
}
