/** Datasets of an HDF5 file by their paths, and the attributes of what holds them. */
import { type Region, withBlocksKept } from '../bytes/region.ts';
import { malformed, tooLarge } from '../error.ts';
import type { Inflate, WeightFile } from '../file.ts';
import { LIMITS } from '../limits.ts';
import type { WeightTensor } from '../tensor.ts';
import { type AttributeValue, attributesOf } from './attributes.ts';
import type { Hdf5 } from './context.ts';
import { datasetTensor } from './dataset.ts';
import { linksOf } from './links.ts';
import { messagesOf } from './messages.ts';
import { openHdf5 } from './superblock.ts';

export function readHdf5(region: Region, inflate: Inflate): WeightFile {
  const { file, root } = openHdf5(withBlocksKept(region), inflate);
  const contents: Contents = { tensors: [], attributes: new Map(), seen: new Set() };
  visit(file, root, { contents, path: [] });
  return { format: 'hdf5', tensors: contents.tensors, attributes: contents.attributes };
}

interface Contents {
  readonly tensors: WeightTensor[];
  readonly attributes: Map<string, ReadonlyMap<string, AttributeValue>>;
  /** Addresses: what is linked twice is told once, and groups may hold each other. */
  readonly seen: Set<number>;
}

function visit(
  file: Hdf5,
  address: number,
  { contents, path }: { readonly contents: Contents; readonly path: readonly string[] },
): void {
  if (contents.seen.has(address)) return;
  contents.seen.add(address);
  if (path.length > LIMITS.depth) throw malformed(`its groups are nested more than ${LIMITS.depth} deep`);
  file.spend();
  const messages = messagesOf(file, address);
  const name = path.join('/');
  const attributes = attributesOf(file, messages);
  if (attributes.size > 0) contents.attributes.set(name, attributes);
  const links = linksOf(file, messages);
  if (links) {
    for (const link of [...links].sort((a, b) => (a.name < b.name ? -1 : 1)))
      visit(file, link.address, { contents, path: [...path, link.name] });
    return;
  }
  const tensor = datasetTensor(file, messages, name);
  if (tensor) contents.tensors.push(tensor);
  if (contents.tensors.length > LIMITS.tensors)
    throw tooLarge(`it holds more than ${LIMITS.tensors} datasets`);
}
