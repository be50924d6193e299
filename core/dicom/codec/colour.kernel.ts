/** The bare loops of colour.ts. Imports nothing. */

// Full-range YCbCr to RGB. @source ITU-R BT.601, DICOM PS3.3 C.7.6.3.1.2
function writeRgb(out: Uint8ClampedArray, at: number, y: number, cb: number, cr: number): void {
  out[at] = y + 1.402 * (cr - 128);
  out[at + 1] = y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128);
  out[at + 2] = y + 1.772 * (cb - 128);
}

export function rgbFromYbr(ybr: Uint8Array): Uint8ClampedArray {
  const out = new Uint8ClampedArray(ybr.length);
  for (let at = 0; at < ybr.length; at += 3) writeRgb(out, at, ybr[at]!, ybr[at + 1]!, ybr[at + 2]!);
  return out;
}

// Two pixels in four bytes: Y, Y, Cb, Cr.
export function rgbFromYbr422(ybr: Uint8Array): Uint8ClampedArray {
  const out = new Uint8ClampedArray((ybr.length / 2) * 3);
  for (let at = 0, to = 0; at < ybr.length; at += 4, to += 6) {
    writeRgb(out, to, ybr[at]!, ybr[at + 2]!, ybr[at + 3]!);
    writeRgb(out, to + 3, ybr[at + 1]!, ybr[at + 2]!, ybr[at + 3]!);
  }
  return out;
}

export function interleaved(planes: Uint8Array): Uint8Array {
  const out = new Uint8Array(planes.length);
  const pixels = planes.length / 3;
  for (let pixel = 0; pixel < pixels; pixel += 1) {
    out[3 * pixel] = planes[pixel]!;
    out[3 * pixel + 1] = planes[pixels + pixel]!;
    out[3 * pixel + 2] = planes[2 * pixels + pixel]!;
  }
  return out;
}
