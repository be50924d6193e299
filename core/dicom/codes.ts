/** A coded concept. @source DICOM PS3.3 8.8 */
export interface Code {
  readonly value: string;
  readonly scheme: string;
  readonly meaning: string;
}

const code = (scheme: string, value: string, meaning: string): Code => ({ value, scheme, meaning });

/** Our own scheme, for what no published one names; 16 characters at most. */
export const OWN_SCHEME = '99FULLMOON';

/**
 * The concepts that our reports use.
 *
 * @source DICOM PS3.16 annex D (DCM); SNOMED CT, LOINC (CID 100) and UCUM as PS3.16 names them; ICD-10-CM for the finding
 */
export const CODES = {
  report: code('DCM', '126000', 'Imaging Measurement Report'),
  language: code('DCM', '121049', 'Language of Content Item and Descendants'),
  english: code('RFC5646', 'en', 'English'),
  observerType: code('DCM', '121005', 'Observer Type'),
  person: code('DCM', '121006', 'Person'),
  device: code('DCM', '121007', 'Device'),
  personName: code('DCM', '121008', 'Person Observer Name'),
  deviceUid: code('DCM', '121012', 'Device Observer UID'),
  deviceName: code('DCM', '121013', 'Device Observer Name'),
  procedure: code('DCM', '121058', 'Procedure reported'),
  ct: code('LN', '25045-6', 'CT unspecified body region'),
  measurements: code('DCM', '126010', 'Imaging Measurements'),
  group: code('DCM', '125007', 'Measurement Group'),
  derivation: code('DCM', '121401', 'Derivation'),
  unverified: code(OWN_SCHEME, 'UNVERIFIED', 'UNVERIFIED: not confirmed by anybody'),
  trackingId: code('DCM', '112039', 'Tracking Identifier'),
  trackingUid: code('DCM', '112040', 'Tracking Unique Identifier'),
  finding: code('DCM', '121071', 'Finding'),
  occlusion: code('I10C', 'I25.82', 'Chronic total occlusion of coronary artery'),
  site: code('SCT', '363698007', 'Finding Site'),
  coronary: code('SCT', '41801008', 'Coronary artery'),
  algorithmName: code('DCM', '111001', 'Algorithm Name'),
  algorithmVersion: code('DCM', '111003', 'Algorithm Version'),
  length: code('SCT', '410668003', 'Length'),
  path: code('DCM', '121055', 'Path'),
  proximalCap: code(OWN_SCHEME, 'CAP_PROXIMAL', 'Proximal cap of the occlusion'),
  distalCap: code(OWN_SCHEME, 'CAP_DISTAL', 'Distal cap of the occlusion'),
  maxArc: code(OWN_SCHEME, 'CALCIUM_ARC_MAX', 'Greatest arc of calcium in the occlusion'),
  maxShare: code(
    OWN_SCHEME,
    'CALCIUM_AREA_MAX',
    'Greatest calcified share of the vessel area in the occlusion',
  ),
  proximalReference: code(OWN_SCHEME, 'REF_PROXIMAL', 'Proximal reference diameter'),
  distalReference: code(OWN_SCHEME, 'REF_DISTAL', 'Distal reference diameter'),
  abnormal: code('SCT', '49755003', 'Morphologically Abnormal Structure'),
  calcification: code('SCT', '18115005', 'Pathologic calcification, calcified structure'),
  histogramAnalysis: code('DCM', '123105', 'Histogram Analysis'),
  segmentation: code('DCM', '113076', 'Segmentation'),
  sourceImage: code('DCM', '121322', 'Source image for image processing operation'),
  modifyingEquipment: code('DCM', '109103', 'Modifying Equipment'),
  forTherapy: code('DCM', '113006', 'For Therapy'),
  keyDescription: code('DCM', '113012', 'Key Object Description'),
  printedPlan: code(OWN_SCHEME, 'PLAN', 'Plan of a coronary intervention'),
} as const satisfies Readonly<Record<string, Code>>;

/** Units. @source UCUM, as DICOM PS3.16 CID 82 names it */
export const UNITS = {
  mm: code('UCUM', 'mm', 'mm'),
  degree: code('UCUM', 'deg', 'degree'),
  percent: code('UCUM', '%', 'percent'),
} as const satisfies Readonly<Record<string, Code>>;
