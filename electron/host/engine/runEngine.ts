import { detailsOfHeader, type RunDetails } from '../../../core/angiography/runDetails.ts';
import type { FrameFailure } from '../../../core/dicom/codec/frameFailure.ts';
import type { InstanceHeader } from '../../../core/dicom/header.ts';
import { err, ok, type Result } from '../../../core/result.ts';
import { pixelSource } from '../dicom/imageFile.ts';
import type { FrameSamples } from '../dicom/readFrames.ts';
import { openFrames, type FrameOptions, type OpenFrames } from './frameEngine.ts';

/** How the samples of a run lie in the bytes that a frame answers. */
export interface RunFormat {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  /** Little-endian, unsigned. */
  readonly bytesPerSample: 1 | 2;
  readonly samplesPerPixel: 1 | 3;
  /** The least value is white. */
  readonly isInverted: boolean;
}

/** One angiographic run while it is open. A frame holds rows × columns × samplesPerPixel samples. */
export interface OpenRun extends OpenFrames {
  readonly format: RunFormat;
  /** What the file states of the run beside its header; where it cannot be read, what the header tells. */
  readonly details: () => Promise<RunDetails>;
}

/**
 * How frames of this instance will be answered.
 *
 * @fails pixels/no-picture - the instance holds none
 * @fails pixels/unsupported-format - signed samples, which angiography does not have, or more than 16 bits
 */
export function runFormat({ image }: InstanceHeader): Result<RunFormat, FrameFailure> {
  if (image === null) return err({ code: 'pixels/no-picture', detail: '' });
  const { rows, columns, frames, bitsAllocated, samplesPerPixel, isSigned, photometric } = image.format;
  if (isSigned || (bitsAllocated !== 8 && bitsAllocated !== 16)
    || (samplesPerPixel !== 1 && samplesPerPixel !== 3)) {
    return err({
      code: 'pixels/unsupported-format',
      detail: `${samplesPerPixel} samples, ${bitsAllocated} bits${isSigned ? ', signed' : ''}`,
    });
  }
  return ok({
    rows, columns, frames, bytesPerSample: bitsAllocated === 8 ? 1 : 2, samplesPerPixel,
    isInverted: photometric === 'MONOCHROME1',
  });
}

/** Begins with an instance of one or many frames; nothing is decoded before the first frame is asked for. */
export function openRun(
  header: InstanceHeader, path: string, options: FrameOptions = {},
): Result<OpenRun, FrameFailure> {
  const formatted = runFormat(header);
  const source = pixelSource({ header, path });
  if (!formatted.ok) return formatted;
  if (source === null) return err({ code: 'pixels/no-picture', detail: '' });
  const format = formatted.value;
  const { frames, rows, columns, bytesPerSample, samplesPerPixel } = format;
  const opened = openFrames(frames, rows * columns * bytesPerSample * samplesPerPixel, (frame) => ({
    job: { kind: 'frame', source, frame },
    bytes: ({ kind, result }) =>
      kind !== 'frame' ? err({ code: 'pixels/damaged', detail: '' })
        : result.ok ? ok(bytesOf(result.value, format)) : result,
  }), options);
  return ok({
    ...opened, format,
    details: async () => {
      const answer = await opened.ask({ kind: 'details', source, header });
      return answer.kind === 'details' && answer.result.ok ? answer.result.value : stated(header);
    },
  });
}

const stated = ({ image }: InstanceHeader): RunDetails => detailsOfHeader(
  image?.xa ?? null, image?.frames[0]?.pixelSpacing ?? null, image?.format.frames ?? 1,
  image?.frames[0]?.acquisitionTime ?? image?.frames[0]?.contentTime ?? null,
);

/** The samples as bytes, each as wide as the format says, whatever width they were coded in. */
function bytesOf({ values }: FrameSamples, { bytesPerSample }: RunFormat): Uint8Array {
  const wide = bytesPerSample === 2 && values instanceof Uint8Array ? Uint16Array.from(values) : values;
  return new Uint8Array(wide.buffer, wide.byteOffset, wide.byteLength);
}
