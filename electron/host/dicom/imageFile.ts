import type { InstanceHeader, PixelFormat, PixelLocation } from '../../../core/dicom/header.ts';

/** An instance and where its file lies. */
export interface ImageFile {
  readonly path: string;
  readonly header: InstanceHeader;
}

/** The little of an instance that its pixels need; small enough to be sent to a worker with every frame. */
export interface PixelSource {
  readonly path: string;
  readonly transferSyntaxUid: string;
  readonly format: PixelFormat;
  readonly pixels: PixelLocation;
}

/** What the pixels of a file are read by; null where it holds no picture. */
export function pixelSource({ path, header }: ImageFile): PixelSource | null {
  const { image, transferSyntaxUid } = header;
  return image === null ? null : { path, transferSyntaxUid, format: image.format, pixels: image.pixels };
}
