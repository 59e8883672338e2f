/** Where an HDF5 file begins, versions 0 to 3. */
import { Cursor } from '../bytes/cursor.ts';
import { type Region, sliceOf } from '../bytes/region.ts';
import { latin1 } from '../bytes/text.ts';
import { malformed, unsupported } from '../error.ts';
import type { Inflate } from '../file.ts';
import { createBudget, type Hdf5, readAddress } from './context.ts';

const SIGNATURE = '\x89HDF\r\n\x1a\n';

export interface OpenedHdf5 {
  readonly file: Hdf5;
  /** Address of the root group's header. */
  readonly root: number;
}

/** Where the superblock is: at 0, or at 512, 1024, ... after what a user has put before it. */
export function hdf5Start(region: Region): number | undefined {
  for (let at = 0; at + SIGNATURE.length <= region.size; at = at === 0 ? 512 : at * 2)
    if (latin1(region.read(at, SIGNATURE.length)) === SIGNATURE) return at;
  return undefined;
}

export function openHdf5(whole: Region, inflate: Inflate): OpenedHdf5 {
  const start = hdf5Start(whole);
  if (start === undefined) throw malformed('it does not begin as a file of HDF5 does');
  const cursor = new Cursor(whole, { what: 'its superblock', at: start + SIGNATURE.length });
  const version = cursor.u8();
  if (version > 3) throw unsupported(`it has version ${version} of the superblock of HDF5`);
  const isOld = version < 2;
  if (isOld) cursor.skip(4);
  const offsetSize = cursor.u8();
  const lengthSize = cursor.u8();
  for (const size of [offsetSize, lengthSize])
    if (![2, 4, 8].includes(size)) throw malformed('its superblock has impossible sizes');
  cursor.skip(isOld ? 1 + 4 + 4 : 1);
  if (version === 1) cursor.skip(4);
  const file = { region: whole, offsetSize, lengthSize, inflate, spend: createBudget() };
  const base = readAddress(file, cursor) ?? 0;
  if (isOld) cursor.skip(3 * offsetSize + offsetSize);
  else cursor.skip(2 * offsetSize);
  const root = readAddress(file, cursor);
  if (root === undefined) throw malformed('it has no root group');
  const region = base === 0 ? whole : sliceOf(whole, base, whole.size - base, 'its data');
  return { file: { ...file, region }, root };
}
