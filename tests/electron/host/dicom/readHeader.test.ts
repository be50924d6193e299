import { describe, expect, it } from 'vitest';
import type { InstanceHeader } from '../../../../core/dicom/header.ts';
import { HEADER_LIMITS } from '../../../../core/dicom/limits.ts';
import { readHeaderFrom } from '../../../../electron/host/dicom/readHeader.ts';
import {
  BIG, ctElements, DEFLATED, elements, enhancedElements, EXPLICIT, fragments, IMPLICIT, part10, RLE,
  xaElements, type Written,
} from './headerBytes.ts';

function read(bytes: Uint8Array, limits = HEADER_LIMITS): InstanceHeader {
  const header = readHeaderFrom(bytes, limits);
  if (!header.ok) throw new Error(`${header.failure.code} ${header.failure.detail}`);
  return header.value;
}
const codeOf = (bytes: Uint8Array, limits = HEADER_LIMITS): string => {
  const header = readHeaderFrom(bytes, limits);
  return header.ok ? 'read' : header.failure.code;
};
const noteCodes = (bytes: Uint8Array): readonly string[] => read(bytes).notes.map(({ code }) => code);
const us = (tag: number, ...value: readonly number[]): Written => ({ tag, vr: 'US', value });
const text = (tag: number, vr: string, value: string): Written => ({ tag, vr, value });

describe.each([['explicit', EXPLICIT], ['implicit', IMPLICIT], ['big endian', BIG],
  ['deflated', DEFLATED]])('%s', (_, syntax) => {
  it('reads every attribute of a CT slice', () => {
    const { image, ...rest } = read(part10(ctElements(), syntax));
    expect(rest).toEqual({
      sopInstanceUid: '1.2.3.4.1', sopClassUid: '1.2.840.10008.5.1.4.1.1.2', transferSyntaxUid: syntax,
      patient: { name: 'Buc, Jérôme', id: 'P1', birthDate: '1950-02-03', sex: 'M' },
      study: { uid: '1.2.3.1', date: '2026-11-12', time: '101500', description: null },
      series: { uid: '1.2.3.2', number: 4, description: 'Heart', modality: 'CT', kernel: 'Bv40',
        manufacturer: null,
        contrastAgent: null, patientPosition: null, gantryTiltDeg: null },
      instanceNumber: 1, imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'], frameOfReferenceUid: '1.2.3.9',
      notes: [],
    });
    expect(image).toMatchObject({
      format: { rows: 6, columns: 8, frames: 1, samplesPerPixel: 1, photometric: 'MONOCHROME2',
        planarConfiguration: 0,
        bitsAllocated: 16, bitsStored: 12, highBit: 11, isSigned: true,
        padding: { value: -2000, limit: null }, isLossy: false },
      pixelFault: null, window: { width: 800, level: 300 }, xa: null,
      frames: [{ position: [-64, -63.5, 120.25], orientation: [[1, 0, 0], [0, 1, 0]],
        pixelSpacing: [0.3, 0.4],
        sliceThicknessMm: 0.6, rescale: { slope: 1, intercept: -1024, type: 'HU' }, phasePercent: null,
        triggerTimeMs: null,
        temporalPosition: null, acquisitionNumber: 2, acquisitionTime: null, contentTime: '101507.25' }],
    });
  });

  it('reads shared and per-frame groups of an enhanced CT', () => {
    const header = read(part10(enhancedElements(), syntax));
    expect(header.series.kernel).toBe('Qr40');
    expect(header.image?.frames.map(({ position, temporalPosition }) => [position, temporalPosition]))
      .toEqual([[[0, 2, 3], 1], [[-0.7, 2, 3], 2], [[-1.4, 2, 3], 3]]);
    expect(header.image?.frames[2]).toMatchObject({
      orientation: [[0, 1, 0], [0, 0, -1]], pixelSpacing: [0.25, 0.5], sliceThicknessMm: 0.8,
      phasePercent: 75,
      rescale: { slope: 2, intercept: -8192, type: 'HU' }, acquisitionNumber: 7,
    });
  });

  it('reads the geometry and clock of an XA run, and no spacing in the patient', () => {
    const { image } = read(part10(xaElements(), syntax));
    expect(image?.xa).toEqual({
      primaryAngle: -30.1, secondaryAngle: 25, distanceSourceToDetectorMm: 1195,
      distanceSourceToPatientMm: 785,
      estimatedMagnification: null, imagerPixelSpacing: [0.2, 0.184], calibrationType: null,
      frameTimeMs: 66.67,
      frameTimeVectorMs: [0, 66.7], cineRate: null, recommendedFrameRate: null, rWaveFrames: [1, 2],
    });
    expect(image?.frames).toMatchObject([{ pixelSpacing: null, position: null }]);
  });

  it.each(['FL', 'FD'])('reads binary numbers of kind %s, also where the kind is not written', (vr) => {
    const real = (tag: number, value: number): Written => ({ tag, vr, value: [value] });
    const { image } = read(part10(ctElements({ 0x00209241: real(0x00209241, 40.5), 0x00209153: real(0x00209153, 612.5) }), syntax));
    expect(image?.frames).toMatchObject([{ phasePercent: 40.5, triggerTimeMs: 612.5 }]);
    const run = xaElements().filter(({ tag }) => tag !== 0x00181110 && tag !== 0x00181111);
    const geometry: Written = { tag: 0x00189476, vr: 'SQ', value: [[text(0x00181110, 'DS', '1195'), real(0x00189402, 785.5)]] };
    const enhanced = read(part10([...run, { tag: 0x52009229, vr: 'SQ' as const, value: [[geometry]] }]
      .toSorted((a, b) => a.tag - b.tag), syntax));
    expect(enhanced.image?.xa).toMatchObject({ distanceSourceToDetectorMm: 1195, distanceSourceToPatientMm: 785.5 });
  });
});

it('keeps nothing of one file for the next', () => {
  const empty = ctElements({ 0x52009230: { tag: 0x52009230, vr: 'SQ', value: [[]] },
    0x52009229: { tag: 0x52009229, vr: 'SQ', value: [[]] } });
  const before = read(part10(empty));
  read(part10(enhancedElements()));
  expect(read(part10(empty))).toEqual(before);
  expect(before.image?.frames[0]?.position).toEqual([-64, -63.5, 120.25]);
});

describe('where the pixels are', () => {
  it('finds native pixels', () => {
    const bytes = part10(ctElements());
    expect(read(bytes).image?.pixels).toEqual({ kind: 'native', offset: bytes.length - 96, length: 96 });
  });

  it.each([
    [96, null], [97, null], [98, 'malformed-pixels'], [192, 'malformed-pixels'],
    [95, 'truncated-pixels'], [0, 'truncated-pixels'],
  ])('judges %d bytes where the header promises 96', (length, fault) => {
    const bytes = part10(ctElements({ 0x7fe00010: { tag: 0x7fe00010, vr: 'OW',
      value: new Uint8Array(length) } }));
    expect(read(bytes).image?.pixelFault?.code ?? null).toBe(fault);
  });

  it('says how much of a file that ends inside its pixels is there', () => {
    const bytes = part10(ctElements());
    expect(read(bytes.subarray(0, -40)).image?.pixelFault).toEqual({ code: 'truncated-pixels',
      expectedBytes: 96, presentBytes: 56 });
    expect(read(bytes.subarray(0, -1)).image?.pixelFault?.presentBytes).toBe(95);
  });

  it.each([
    ['whole', [fragments([new Uint8Array(20)])], null],
    ['whole, of three fragments', [fragments([new Uint8Array(20), new Uint8Array(2), new Uint8Array(0)])],
      null],
    ['of as many fragments as are allowed', [fragments(Array.from({ length: 16 }, () => new Uint8Array(2)))],
      null],
    ['of one fragment too many', [fragments(Array.from({ length: 17 }, () => new Uint8Array(2)))],
      'malformed-pixels'],
    ['without any fragment', [fragments([])], 'truncated-pixels'],
    ['without a delimiter', [fragments([new Uint8Array(20)], false)], 'truncated-pixels'],
  ] as const)('judges encapsulated pixels that are %s', (_, [pixels], fault) => {
    const { image } = read(part10(ctElements({ 0x7fe00010: pixels }), RLE));
    expect([image?.pixels.kind, image?.pixelFault?.code ?? null]).toEqual(['encapsulated', fault]);
  });

  it('finds every cut through encapsulated pixels', () => {
    const bytes = part10(ctElements({ 0x7fe00010: fragments([new Uint8Array(20), new Uint8Array(6)]) }), RLE);
    for (let cut = 1; cut <= 58; cut += 1) {
      expect(read(bytes.subarray(0, -cut)).image?.pixelFault?.code).toBe('truncated-pixels');
    }
  });

  it('counts fewer fragments than frames as cut short', () => {
    const change = { 0x00280008: text(0x00280008, 'IS', '3'),
      0x7fe00010: fragments([new Uint8Array(20), new Uint8Array(6)]) };
    expect(read(part10(ctElements(change), RLE)).image?.pixelFault?.code).toBe('truncated-pixels');
  });
});

it('D1: refuses a file cut anywhere in its header, and marks one cut anywhere in its pixels', () => {
  const bytes = part10(ctElements());
  const outcomes = Array.from({ length: bytes.length }, (_, length) => {
    const header = readHeaderFrom(bytes.subarray(0, length));
    return header.ok ? header.value.image?.pixelFault?.code ?? 'whole' : header.failure.code;
  });
  expect(outcomes.filter((outcome) => outcome === 'whole')).toEqual([]);
  expect(new Set(outcomes.slice(-97))).toEqual(new Set(['truncated-pixels', 'file/truncated']));
  expect(outcomes.filter((outcome) => !/^(file\/|truncated-pixels)/.test(outcome))).toEqual([]);
});

describe('how files begin', () => {
  it.each([['explicit', EXPLICIT], ['implicit', IMPLICIT], ['big', BIG]] as const)('reads a bare %s data set',
    (form, syntax) => {
    const bytes = elements(ctElements(), form);
    expect([read(bytes).transferSyntaxUid, noteCodes(bytes)]).toEqual([syntax, ['header/no-preamble']]);
  });
  it('reads a meta group without preamble', () => {
    expect(noteCodes(part10(ctElements()).subarray(132))).toEqual(['header/no-preamble']);
  });
  it.each([
    ['a Windows program', [0x4d, 0x5a]], ['a Linux program', [0x7f, 0x45, 0x4c, 0x46]],
    ['a macOS program', [0xcf, 0xfa, 0xed, 0xfe]],
    ['a script', [0x23, 0x21]],
  ])('notes %s in the preamble', (name, magic) => {
    const preamble = new Uint8Array(128);
    preamble.set(magic);
    expect(read(part10(ctElements(), EXPLICIT,
      preamble)).notes).toEqual([{ code: 'header/program-in-preamble', detail: name }]);
  });
  it('leaves TIFF in the preamble unsaid', () => {
    const preamble = new Uint8Array(128);
    preamble.set([0x49, 0x49, 0x2a, 0]);
    expect(noteCodes(part10(ctElements(), EXPLICIT, preamble))).toEqual([]);
  });
  it('goes by the bytes where a file states the other VR coding', () => {
    const swapped = part10(ctElements(), IMPLICIT);
    const stated = Buffer.from(swapped);
    expect(noteCodes(swapped)).toEqual([]);
    const lying = Buffer.concat([part10([], EXPLICIT), elements(ctElements(), 'implicit')]);
    expect(noteCodes(lying)).toEqual(['header/other-coding-than-stated']);
    expect(read(lying).patient).toEqual(read(stated).patient);
  });
  it.each([
    ['nothing', new Uint8Array(0), 'file/empty'], ['zeros', new Uint8Array(500), 'file/not-dicom'],
    ['text', new Uint8Array(Buffer.from('patient,name\n1,2\n'.repeat(40))), 'file/not-dicom'],
    ['a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), 'file/not-dicom'],
    ['a DICOM mark and no more',
      new Uint8Array(Buffer.concat([new Uint8Array(128), Buffer.from('DICM\x02\0')])), 'file/truncated'],
  ])('refuses %s by name', (_, bytes, code) => { expect(codeOf(bytes)).toBe(code); });
  it('knows a DICOMDIR', () => {
    expect(codeOf(part10([text(0x00080016, 'UI', '1.2.840.10008.1.3.10')]))).toBe('file/directory-record');
  });
});

describe('the limits of a header, each at its edge and one beyond', () => {
  const nested = (depth: number): Written =>
    ({ tag: 0x00081140, vr: 'SQ', value: depth === 1 ? [[]] : [[nested(depth - 1)]] });
  it.each([['explicit', EXPLICIT], ['implicit', IMPLICIT], ['big endian', BIG]])('sequence depth, %s',
    (_, syntax) => {
    const at = (depth: number): string => codeOf(part10(ctElements({ 0x00081140: nested(depth) }), syntax));
    expect([at(64), at(65), at(300)]).toEqual(['read', 'file/too-deep', 'file/too-deep']);
  });
  it('elements', () => {
    const count = ctElements().length + 2; // two more inside the sequence
    const limits = (elementsAtMost: number) => ({ ...HEADER_LIMITS, elements: elementsAtMost });
    expect([codeOf(part10(ctElements()), limits(count)), codeOf(part10(ctElements()), limits(count - 1))])
      .toEqual(['read', 'file/too-many-elements']);
  });
  it('the real number of elements', () => {
    const many = (n: number): string => codeOf(part10(ctElements({ 0x00081140: { tag: 0x00081140, vr: 'SQ',
      value: [Array.from({ length: n }, () => us(0x00281050, 1))] } })));
    const others = ctElements().length;
    expect([many(100_000 - others), many(100_001 - others)]).toEqual(['read', 'file/too-many-elements']);
  });
  it('header bytes', () => {
    const padded = (bytes: number): Uint8Array =>
      part10(ctElements({ 0x00091001: { tag: 0x00091001, vr: 'OB', value: new Uint8Array(bytes) } }));
    const base = read(padded(0)).image?.pixels.kind === 'native'
      ? elements(ctElements({ 0x00091001: { tag: 0x00091001, vr: 'OB',
      value: new Uint8Array(0) } }), 'explicit').length - 96 : 0;
    const limits = { ...HEADER_LIMITS, headerBytes: 5000 };
    expect([codeOf(padded(5000 - base), limits), codeOf(padded(5002 - base), limits)]).toEqual(['read',
      'file/header-too-long']);
  });
  it.each([
    [0x00280010, 8192, 8193, 'file/image-too-large'], [0x00280011, 8192, 8193, 'file/image-too-large'],
  ])('rows and columns (%i)', (tag, most, beyond, code) => {
    const at = (value: number): string => codeOf(part10(ctElements({ [tag]: us(tag, value) })));
    expect([at(most), at(beyond), at(65_535), at(0)]).toEqual(['read', code, code, 'file/no-image-size']);
  });
  it('frames', () => {
    const at = (value: string): string =>
      codeOf(part10(ctElements({ 0x00280008: text(0x00280008, 'IS', value) })));
    expect([at('20000'), at('20001'), at('0'), at('-1'), at('1e9'), at(' ')])
      .toEqual(['read', 'file/too-many-frames', 'file/no-image-size', 'file/no-image-size',
        'file/no-image-size', 'read']);
  });
  it('instance bytes', () => {
    const bytes = part10(ctElements());
    const at = (most: number): string => codeOf(bytes, { ...HEADER_LIMITS, instanceBytes: most });
    expect([at(bytes.length), at(bytes.length - 1)]).toEqual(['read', 'file/too-large']);
  });
  it('inflated bytes', () => {
    const bytes = part10(ctElements(), DEFLATED);
    const inflated = elements(ctElements(), 'explicit').length;
    const at = (most: number): string => codeOf(bytes, { ...HEADER_LIMITS, inflatedBytes: most });
    expect([at(inflated), at(inflated - 1)]).toEqual(['read', 'file/inflates-too-far']);
  });
  it('a claim of 65535 x 65535 pixels costs nothing', () => {
    const before = process.memoryUsage().rss;
    expect(codeOf(part10(ctElements({ 0x00280010: us(0x00280010, 65_535),
      0x00280011: us(0x00280011, 65_535) })))).toBe('file/image-too-large');
    expect(process.memoryUsage().rss - before).toBeLessThan(2 ** 26);
  });
});

it('reads the same bytes anew where they state another VR', () => {
  const thickness = (vr: string): number | null | undefined => read(part10(ctElements({
    0x00180050: { tag: 0x00180050, vr, value: new Uint8Array(Buffer.from('0.600000')) },
  }))).image?.frames[0]?.sliceThicknessMm;
  expect(['DS', 'FD', 'DS'].map(thickness)).toEqual([0.6, Buffer.from('0.600000').readDoubleLE(), 0.6]);
});

describe('what does not fit together', () => {
  it('refuses an element that is there twice', () => {
    const list = ctElements();
    const twice = list.flatMap((element) =>
      (element.tag === 0x00200032 ? [element, { ...element, value: '0\\0\\0 ' }] : [element]));
    expect(codeOf(part10(twice))).toBe('file/contradicts-itself');
  });
  it.each([
    ['a sequence item longer than its sequence', { tag: 0x00081140, vr: 'SQ', statedLength: 8,
      value: [[text(0x00081150, 'UI', '1.2.3')]] }],
    ['a delimiter that closes nothing', { tag: 0xfffee0dd, vr: 'UN', value: new Uint8Array(0) }],
  ] as const)('refuses %s', (_, wrong) => {
    expect(codeOf(part10(ctElements().map((element) =>
      (element.tag === 0x00081140 ? wrong : element))))).toBe('file/malformed');
  });
  it.each([
    ['a length beyond the file', 0x7ffffff0], ['an undefined length without an end', 0xffffffff],
  ])('refuses %s', (_, statedLength) => {
    const bytes = part10(ctElements({ 0x00091001: { tag: 0x00091001, vr: 'OB', value: new Uint8Array(300),
      statedLength } }));
    expect(codeOf(bytes)).toMatch(/^file\/(truncated|malformed)$/);
  });
  it.each([0x00080016, 0x00080018, 0x0020000d, 0x0020000e])('refuses a file without UID %i', (tag) => {
    expect(codeOf(part10(ctElements({ [tag]: null })))).toBe('file/missing-uids');
  });
  it.each([
    [0x00280100, us(0x00280100, 12)], [0x00280101, us(0x00280101, 17)], [0x00280102, us(0x00280102, 3)],
    [0x00280102, us(0x00280102, 16)], [0x00280103, us(0x00280103, 2)], [0x00280103, null],
    [0x00280002, us(0x00280002, 2)],
  ])('refuses an impossible pixel format (%i)', (tag, written) => {
    expect(codeOf(part10(ctElements({ [tag]: written })))).toBe('file/no-pixel-format');
  });
  it.each(['NaN', '1e999', '-', '0\\0', '0\\0\\0\\0', '\\\\', '9'.repeat(70),
    '1e6\\0\\0'])('takes %j for no position', (value) => {
    const padded = value.length % 2 === 0 ? value : `${value} `;
    expect(read(part10(ctElements({ 0x00200032: text(0x00200032, 'DS',
      padded) }))).image?.frames[0]?.position).toBeNull();
  });
  it.each(['0\\0.4', '-0.4\\0.4', '0.4', '', 'NaN\\NaN', '1e-320\\1e300'])('takes %j for no pixel spacing',
    (value) => {
    expect(read(part10(ctElements({ 0x00280030: text(0x00280030, 'DS',
      value) }))).image?.frames[0]?.pixelSpacing).toBeNull();
  });
  it('marks text it cannot read, and goes on', () => {
    const bytes = part10(ctElements({ 0x00080005: null }));
    expect([read(bytes).patient.name, noteCodes(bytes)]).toEqual(['Buc, J�r�me',
      ['header/undecodable-text']]);
  });
  it('reads the padding value in the sign of the pixels, whatever its VR says', () => {
    const unsigned = ctElements({ 0x00280103: us(0x00280103, 0), 0x00280120: us(0x00280120, 63_536) });
    expect(read(part10(unsigned)).image?.format.padding?.value).toBe(63_536);
    expect(read(part10(ctElements({ 0x00280120: us(0x00280120, 63_536) }),
      IMPLICIT)).image?.format.padding?.value).toBe(-2000);
  });
});
