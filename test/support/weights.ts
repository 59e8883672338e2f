/** Files of weights in memory, and what the frameworks that wrote them say of them. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflate } from '../../src/project/disk-bytes.ts';
import { type ByteSource, openWeights, type WeightFile } from '../../src/weights/index.ts';

export const WEIGHTS = 'test/goldens/weights';
export const PARTS = ['numpy', 'torch', 'keras', 'hdf5', 'tfjs'] as const;

export interface TensorRecord {
  readonly name: string;
  readonly dtype: string;
  readonly shape: readonly number[];
  /** Infinity and NaN as text. */
  readonly values: readonly (number | string)[];
}

export interface LayerRecord {
  readonly kind: string;
  readonly units: number;
  readonly inputSize: number;
  readonly layers: number;
  readonly directions: number;
}

export interface FileRecord {
  readonly part: string;
  readonly name: string;
  readonly tensors: readonly TensorRecord[];
  readonly layers: readonly LayerRecord[];
  /** What the refusal names. */
  readonly refused?: string;
}

export function fileRecords(): readonly FileRecord[] {
  return PARTS.flatMap(part => {
    const told: Readonly<Record<string, Omit<FileRecord, 'part' | 'name'>>> = JSON.parse(
      readFileSync(path.join(WEIGHTS, `${part}.json`), 'utf8'),
    );
    return Object.entries(told).map(([name, record]) => ({ ...record, part, name }));
  });
}

export function bytesOf({ part, name }: Pick<FileRecord, 'part' | 'name'>): Uint8Array {
  return readFileSync(path.join(WEIGHTS, part, name));
}

export function inMemory(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length) };
}

/** `part`: the folder that siblings are looked for in. */
export function openBytes(bytes: Uint8Array, name: string, part = ''): WeightFile {
  const sibling = (other: string): ByteSource | undefined => {
    try {
      return inMemory(bytesOf({ part, name: other }));
    } catch {
      return undefined;
    }
  };
  return openWeights({ name, source: inMemory(bytes), inflate, sibling });
}

export function openRecord(record: FileRecord): WeightFile {
  return openBytes(bytesOf(record), record.name, record.part);
}
