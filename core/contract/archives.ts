import { z } from 'zod';
import { failing, notKept } from './failures.ts';
import { archiveIdSchema } from './ids.ts';

const text = z.string();
const nothing = z.strictObject({});

/** So many archives can be configured: a list that is read as a whole. */
export const MOST_ARCHIVES = 20;

/** A name of a DICOM application. @source DICOM PS3.5 6.2, AE */
const aeTitle = text.trim().min(1, 'An AE title is needed.').max(16, 'An AE title has 16 letters at most.')
  .regex(/^[\x20-\x5b\x5d-\x7e]*$/, 'An AE title takes plain letters and digits only.');
const dicomWebSchema = z.strictObject({
  kind: z.literal('dicomweb'),
  /** Of the DICOMweb root; user and password have places of their own. */
  address: text.trim().max(500).regex(
    /^https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#\\]*)?$/i, 'The address begins with http:// or https:// and ends with the DICOMweb root, without a question mark.',
  ),
  user: text.trim().min(1).max(100, 'A user has 100 letters at most.').nullable(),
});
const path = text.trim().max(1000).regex(/^(?:\/|[a-z]:[\\/]|\\\\)./i, 'The whole path of a file is needed, from the root of its disk.');
/**
 * How a DIMSE connection is encrypted. The files are PEM on the computer of Fullmoon and are read at each connection. What the
 * archive shows is always verified: against an authority of the site, else against the public ones.
 */
const tlsSchema = z.strictObject({
  caFile: path.nullable(),
  /** What this workstation shows of itself, where the archive asks for it. */
  certificateFile: path.nullable(), keyFile: path.nullable(),
}).refine(({ certificateFile, keyFile }) => (certificateFile === null) === (keyFile === null), {
  path: ['keyFile'], message: 'A certificate and its private key go together.',
});
export type ArchiveTls = z.infer<typeof tlsSchema>;
const dimseSchema = z.strictObject({
  kind: z.literal('dimse'),
  host: text.trim().max(253).regex(/^[\w.:-]+$/, 'The host is the name or the number of a computer.'),
  port: z.number().int().min(1, 'A port lies between 1 and 65535.').max(65_535, 'A port lies between 1 and 65535.'),
  calledAe: aeTitle, callingAe: aeTitle,
  /** Null: without encryption. */
  tls: tlsSchema.nullable(),
});

/** Where an archive is, and how it is talked to: by DICOMweb (PS3.18), or by DIMSE over TCP (PS3.7, PS3.8), with TLS (PS3.15 B) or without. */
export const archivePlaceSchema = z.discriminatedUnion('kind', [dicomWebSchema, dimseSchema]);
export type ArchivePlace = z.infer<typeof archivePlaceSchema>;

const name = text.trim().min(1, 'The archive needs a name.').max(60, 'A name has 60 letters at most.');

/** An archive as the site configured it. Of a password only whether there is one, never what it is. */
export const archiveSchema = z.strictObject({
  id: archiveIdSchema, name, place: archivePlaceSchema, hasPassword: z.boolean(),
});
export type ArchiveView = z.infer<typeof archiveSchema>;

/**
 * What is kept of an archive. The password that is there may stay (`keep`), as long as address and user do: it is never
 * sent to an address that it was not typed for.
 */
export const archiveChangeSchema = z.strictObject({
  id: archiveIdSchema.nullable(), name, place: archivePlaceSchema,
  password: z.discriminatedUnion('do', [
    z.strictObject({ do: z.literal('keep') }),
    z.strictObject({ do: z.literal('set'), password: text.min(1).max(200, 'A password has 200 letters at most.') }),
    z.strictObject({ do: z.literal('remove') }),
  ]),
});
export type ArchiveChange = z.infer<typeof archiveChangeSchema>;

/** What the renderer may ask about archives. */
export const archiveMethods = {
  /** The archives of the site, by name. `sealsPasswords`: what is typed here is locked by the keyring of the system. */
  'archives.list': {
    input: nothing, failure: z.never(),
    output: z.strictObject({ archives: z.array(archiveSchema).max(MOST_ARCHIVES), sealsPasswords: z.boolean() }),
  },
  /**
   * Adds an archive (`id` null) or changes one. A password goes in and never comes out. Of one that has plans or may
   * have a part of one, address, AE title and port stay.
   */
  'archives.save': {
    input: archiveChangeSchema, output: archiveSchema,
    failure: z.union([
      failing('archive/not-found'), failing('archive/name-taken'), failing('archive/too-many'),
      failing('archive/has-plans'), notKept,
    ]),
  },
  'archives.remove': {
    input: z.strictObject({ id: archiveIdSchema }), output: nothing,
    /** While something waits to be sent there it stays. */
    failure: z.union([failing('archive/not-found'), failing('archive/has-waiting'), notKept]),
  },
  /** Asks an archive whether it answers, by QIDO-RS or C-ECHO; one sentence tells how it went. */
  'archives.test': {
    input: z.strictObject({ id: archiveIdSchema }), output: z.strictObject({ answers: z.boolean(), words: text }),
    failure: failing('archive/not-found'),
  },
} as const;
