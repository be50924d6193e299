import { dicomPersonName } from '../../../../core/dicom/personName.ts';
import { measurementReport, type ContentItem } from '../../../../core/dicom/structuredReport.ts';
import { RECEIVED } from '../../../../core/report/receivedMark.ts';
import { codeItem } from '../../dicom/codeItem.ts';
import { decimals, items, numbers, text, type Dataset } from '../../dicom/dataset.ts';
import { derivedUid } from '../../dicom/derivedUid.ts';
import { isVerified, planModules, planUid, signedAt, standingWord, type WrittenPlan } from './planStudy.ts';

/** Comprehensive 3D SR Storage. @source DICOM PS3.4 B.5 */
export const COMPREHENSIVE_3D_SR = '1.2.840.10008.5.1.4.1.1.88.34';

/** The series of its report. */
export const reportSeriesUid = (sealed: WrittenPlan): string => planUid(sealed, 'report/series');

/**
 * The measures of a plan as a structured report in patient coordinates. UNVERIFIED where anything in the
 * plan rests on what nobody confirmed, or it came from elsewhere; otherwise verified by who signed it.
 *
 * @source DICOM PS3.3 A.35.13, C.17.1 to C.17.3
 */
export function measurementDataset(sealed: WrittenPlan): Dataset {
  const author = dicomPersonName(sealed.author.name);
  const report = measurementReport(sealed, {
    trackingUid: planUid(sealed, 'lesion'),
    deviceUid: derivedUid('Fullmoon'),
    author,
    device: sealed.received === undefined ? sealed.software : `${sealed.software}. ${RECEIVED}. ${sealed.received}`,
    standing: standingWord(sealed),
  });
  return [
    ...planModules(sealed, {
      what: 'report',
      sopClass: COMPREHENSIVE_3D_SR,
      modality: 'SR',
      seriesNumber: 9002,
      seriesDescription: 'Plan measures',
    }),
    items(0x00081111, []),
    items(0x0040a372, []),
    text(0x0040a491, 'CS', 'COMPLETE'),
    ...verification(sealed, author),
    ...contentOf(report),
  ];
}

function verification(sealed: WrittenPlan, author: string): Dataset {
  if (!isVerified(sealed)) return [text(0x0040a493, 'CS', 'UNVERIFIED')];
  const { date, time } = signedAt(sealed);
  return [
    text(0x0040a493, 'CS', 'VERIFIED'),
    items(0x0040a073, [
      [
        text(0x0040a027, 'LO', 'Not stated'),
        text(0x0040a030, 'DT', `${date}${time}`),
        text(0x0040a075, 'PN', author),
        items(0x0040a088, []),
      ],
    ]),
  ];
}

/** An item with what hangs on it. @source DICOM PS3.3 C.17.3, C.18.1, C.18.9 */
function contentOf({ name, value, items: below }: ContentItem): Dataset {
  return [
    text(0x0040a040, 'CS', value.type),
    items(0x0040a043, [codeItem(name)]),
    ...valueOf(value),
    ...(below.length === 0
      ? []
      : [
          items(
            0x0040a730,
            below.map((item) => [text(0x0040a010, 'CS', item.relation), ...contentOf(item)]),
          ),
        ]),
  ];
}

function valueOf(value: ContentItem['value']): Dataset {
  switch (value.type) {
    case 'CONTAINER':
      return [
        text(0x0040a050, 'CS', 'SEPARATE'),
        ...(value.template === null
          ? []
          : [items(0x0040a504, [[text(0x00080105, 'CS', 'DCMR'), text(0x0040db00, 'CS', value.template)]])]),
      ];
    case 'CODE':
      return [items(0x0040a168, [codeItem(value.code)])];
    case 'TEXT':
      return [text(0x0040a160, 'UT', value.text)];
    case 'UIDREF':
      return [text(0x0040a124, 'UI', value.text)];
    case 'PNAME':
      return [text(0x0040a123, 'PN', value.text)];
    case 'NUM':
      return [
        items(0x0040a300, [
          [decimals(0x0040a30a, [value.number]), items(0x004008ea, [codeItem(value.unit)])],
        ]),
      ];
    case 'SCOORD3D':
      return [
        text(0x00700023, 'CS', value.graphic),
        numbers(0x00700022, 'FL', ...value.points.flat()),
        text(0x30060024, 'UI', value.frameOfReferenceUid),
      ];
  }
}
