/**
 * What finding and reading headers takes of Node's file system. An import of node:fs makes Node load its
 * streams, too, which takes longer than to read a hundred headers.
 */
export const {
  closeSync, constants, existsSync, fstatSync, mkdtempSync, opendirSync, openSync, readSync, realpathSync,
  rmSync, statSync,
} = process.getBuiltinModule('node:fs');
