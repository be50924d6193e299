import { CODES } from '../../../../core/dicom/codes.ts';
import { dicomPersonName } from '../../../../core/dicom/personName.ts';
import { codeItem } from '../../dicom/codeItem.ts';
import { items, text, withElements, type Dataset } from '../../dicom/dataset.ts';
import { instanceReference, planModules, planUid, seriesReferences, standingWord, type InstanceReference, type WrittenPlan } from './planStudy.ts';

/** Key Object Selection Document Storage. @source DICOM PS3.4 B.5 */
export const KEY_SELECTION = '1.2.840.10008.5.1.4.1.1.88.59';

/** What was chosen of one study. */
export interface Selection {
  readonly studyUid: string;
  readonly studyDate: string | null;
  readonly instances: readonly InstanceReference[];
}

/**
 * What of one study the plan holds as key images: their captures, and the images that they show.
 *
 * @param number - from 1; each study has a selection of its own
 * @source DICOM PS3.3 A.35.4, C.17.6; PS3.16 TID 2010, title from CID 7010
 */
export function keySelection(sealed: WrittenPlan, { studyUid, studyDate, instances }: Selection, number: number): Dataset {
  const modules = planModules(sealed, {
    what: 'selection', sopClass: KEY_SELECTION, modality: 'KO', seriesNumber: 9006,
    seriesDescription: 'Plan key images',
  });
  const says = (relation: string, type: string, name: Dataset, ...value: Dataset): Dataset => [
    text(0x0040a010, 'CS', relation), text(0x0040a040, 'CS', type), items(0x0040a043, [name]), ...value,
  ];
  return withElements(
    modules,
    text(0x00080018, 'UI', planUid(sealed, `selection/${number}`)),
    text(0x00080020, 'DA', (studyDate ?? '').replaceAll('-', '')),
    items(0x00081111, []),
    text(0x0020000d, 'UI', studyUid),
    text(0x0020000e, 'UI', planUid(sealed, `selection/series/${studyUid}`)),
    text(0x0040a040, 'CS', 'CONTAINER'),
    items(0x0040a043, [codeItem(CODES.forTherapy)]),
    text(0x0040a050, 'CS', 'SEPARATE'),
    items(0x0040a375, [[
      seriesReferences(instances.map(({ frame: _, ...instance }) => instance), 0x00081115, 0x00081199),
      text(0x0020000d, 'UI', studyUid),
    ]]),
    items(0x0040a504, [[text(0x00080105, 'CS', 'DCMR'), text(0x0040db00, 'CS', '2010')]]),
    items(0x0040a730, [
      says('HAS OBS CONTEXT', 'CODE', codeItem(CODES.observerType), items(0x0040a168, [codeItem(CODES.person)])),
      says('HAS OBS CONTEXT', 'PNAME', codeItem(CODES.personName), text(0x0040a123, 'PN', dicomPersonName(sealed.author.name))),
      says('CONTAINS', 'TEXT', codeItem(CODES.keyDescription),
        text(0x0040a160, 'UT', `${standingWord(sealed)}Key images of a CTO plan, version ${sealed.version}. Not for primary diagnosis`)),
      ...instances.map((instance) => [
        items(0x00081199, [instanceReference(instance)]), text(0x0040a010, 'CS', 'CONTAINS'), text(0x0040a040, 'CS', 'IMAGE'),
      ]),
    ]),
  );
}
