import { assertNever } from '../../result.ts';

/** Why the pixels of a frame could not be had. Keys; the sentences are below. */
export const FRAME_FAILURE_CODES = [
  'pixels/no-picture', 'pixels/no-such-frame', 'pixels/unsupported-transfer-syntax',
  'pixels/unsupported-format',
  'pixels/too-large', 'pixels/wrong-length', 'pixels/truncated', 'pixels/bad-fragments',
  'pixels/contradicts-header',
  'pixels/damaged', 'pixels/took-too-long', 'pixels/file-unreadable', 'pixels/closed',
] as const;
export type FrameFailureCode = (typeof FRAME_FAILURE_CODES)[number];

/** `detail` is for the log and for a second line: figures, a marker, an offset. Never patient data. */
export interface FrameFailure {
  readonly code: FrameFailureCode;
  readonly detail: string;
}

/** One plain sentence: what is wrong with the pixels, and what to do. */
export function frameFailureSentence({ code, detail }: FrameFailure): string {
  switch (code) {
    case 'pixels/no-picture': return 'This object holds no picture; choose another series.';
    case 'pixels/no-such-frame':
      return 'The header announces more frames than the file holds; export the study again.';
    case 'pixels/unsupported-transfer-syntax':
      return `The pictures are coded as ${detail}, which Fullmoon does not read; export them `
        + 'uncompressed or as JPEG lossless.';
    case 'pixels/unsupported-format':
      return `The pixels are stored in a form that Fullmoon does not measure in (${detail}); export `
        + 'the original series.';
    case 'pixels/too-large':
      return `The picture is larger than Fullmoon reads (${detail}); check the export.`;
    case 'pixels/wrong-length':
      return `The file holds another number of pixel bytes than its header announces (${detail}); `
        + 'export the study again.';
    case 'pixels/truncated': return 'The file ends before its pixels do; copy or export the study again.';
    case 'pixels/bad-fragments':
      return `The frames of the file cannot be told apart (${detail}); export the study again.`;
    case 'pixels/contradicts-header':
      return `The compressed picture is not the one its header describes (${detail}); export the `
        + 'study again.';
    case 'pixels/damaged':
      return 'The compressed picture is damaged and cannot be read; copy or export the study again.';
    case 'pixels/took-too-long':
      return 'Decoding the picture took too long and was stopped; export it uncompressed.';
    case 'pixels/file-unreadable':
      return 'The file could not be read from the disk; check the disk and open the series again.';
    case 'pixels/closed': return 'The series was closed; open it again.';
    default: return assertNever(code);
  }
}
