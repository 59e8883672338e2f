/**
 * The layers of a file of weights, and their numbers by slice, for the gate calculator. The file that was read last stays open for a moment, since its numbers
 * are asked for piece by piece; a file that was written again in between is opened anew.
 */
import path from 'node:path';
import { type CellName, layoutNamed } from '../cells/index.ts';
import { inflate, type OpenedBytes, openBytes } from '../project/disk-bytes.ts';
import {
  type FileLayer,
  SLICE,
  type WeightLayersResult,
  type WeightValuesParams,
  type WeightValuesResult,
} from '../protocol/weights.ts';
import {
  openWeights,
  type RecurrentLayer,
  recurrentLayers,
  type WeightFile,
  WeightFileError,
} from '../weights/index.ts';
import { pathOfUri, schemeOf } from './uris.ts';

/** Milliseconds for which a file stays open after it was asked for. */
const KEPT_OPEN = 10_000;

interface Opened {
  readonly path: string;
  readonly sources: readonly OpenedBytes[];
  readonly stamp: string;
  readonly file: WeightFile;
  readonly layers: readonly RecurrentLayer[];
}

export class WeightReader {
  #opened: Opened | undefined;
  #closing: NodeJS.Timeout | undefined;

  layersOf(uri: string): WeightLayersResult {
    return this.#reading(uri, ({ file, layers }) => {
      if (layers.length > 0) return { layers: layers.map(toldLayer) };
      const names = file.tensors
        .slice(0, 4)
        .map(({ name, shape }) => `${printable(name) || 'an array'} (${shape.join(', ')})`);
      const more = file.tensors.length > names.length ? ', …' : '';
      return {
        reason: `${nameOf(uri)} has no LSTM, GRU or RNN that is known by the names and shapes of its weights. It has ${names.join(', ') || 'nothing'}${more}.`,
      };
    });
  }

  valuesOf({ place, part, weight, first, count }: WeightValuesParams): WeightValuesResult {
    return this.#reading(place.uri, ({ layers }): WeightValuesResult => {
      const layer = layers[place.index];
      if (layer?.name !== place.layer)
        return { reason: `${nameOf(place.uri)} has no layer ${printable(place.layer)} any more.` };
      const direction = part.reverse ? 'backward' : 'forward';
      const found = layer.weights.find(
        each => each.name === weight && each.layer === part.layer && each.direction === direction,
      );
      if (!found) return { reason: `${nameOf(place.uri)} has no ${printable(weight)} of this cell.` };
      const { tensor } = found;
      // Both directions in one tensor: one of them, with the axis that it has as a layer of its own.
      const isShared = found.part !== undefined;
      const shape = isShared ? [1, ...tensor.shape.slice(1)] : tensor.shape;
      const total = shape.reduce((product, size) => product * size, 1);
      const start = isShared ? (found.part ?? 0) * total : 0;
      const wanted = Math.max(0, Math.min(count, SLICE, total - first));
      const numbers = tensor.values(start + Math.min(first, total), wanted);
      const kind = numbers instanceof Float32Array ? 'float32' : 'float64';
      return {
        shape,
        kind,
        values: Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength).toString('base64'),
      };
    });
  }

  close(): void {
    clearTimeout(this.#closing);
    for (const source of this.#opened?.sources ?? []) source.close();
    this.#opened = undefined;
  }

  #reading<T>(uri: string, use: (opened: Opened) => T): T | { readonly reason: string } {
    if (schemeOf(uri) !== 'file')
      return {
        reason: `${nameOf(uri)} is on no disk: only files on the machine of this window can be read.`,
      };
    try {
      const opened = this.#open(pathOfUri(uri));
      return opened
        ? use(opened)
        : { reason: `${nameOf(uri)} does not exist, or is no file that can be opened.` };
    } catch (error) {
      this.close();
      if (error instanceof WeightFileError)
        return { reason: `${nameOf(uri)} cannot be read: ${error.message}.` };
      // The disk itself has failed; anything else is a fault of ours and must be seen.
      if (error instanceof Error && 'code' in error)
        return { reason: `${nameOf(uri)} cannot be read: ${error.message}.` };
      throw error;
    }
  }

  #open(file: string): Opened | undefined {
    clearTimeout(this.#closing);
    this.#closing = setTimeout(() => this.close(), KEPT_OPEN);
    this.#closing.unref();
    const source = openBytes(file);
    if (!source) return undefined;
    const stamp = `${source.time} ${source.size}`;
    if (this.#opened?.path === file && this.#opened.stamp === stamp) {
      source.close();
      return this.#opened;
    }
    this.close();
    const sources = [source];
    const sibling = (name: string): OpenedBytes | undefined => {
      const found = openBytes(path.join(path.dirname(file), name));
      if (found) sources.push(found);
      return found;
    };
    try {
      const read = openWeights({ name: path.basename(file), source, inflate, sibling });
      this.#opened = {
        path: file,
        sources,
        stamp,
        file: read,
        layers: recurrentLayers(read).filter(isComputable),
      };
      this.#closing = setTimeout(() => this.close(), KEPT_OPEN);
      this.#closing.unref();
      return this.#opened;
    } catch (error) {
      for (const each of sources) each.close();
      throw error;
    }
  }
}

function isComputable({ layout, cell }: RecurrentLayer): boolean {
  return layoutNamed(layout)?.cells[cell] !== undefined;
}

/** A layer's cell as a calculator's specification names it. */
const kinds: Readonly<Partial<Record<CellName, string>>> = {
  'gru-reset-after': 'gru',
  'lstm-projected': 'lstm',
};

function toldLayer(layer: RecurrentLayer): FileLayer {
  const { name, layout, cell, units, inputSize, projection, layers, directions } = layer;
  const first = layer.weights.filter(each => each.layer === 0 && each.direction === 'forward');
  const names = new Set(first.map(each => each.name));
  const stored = layoutNamed(layout)?.cells[cell]?.weights ?? [];
  const biases = stored.filter(({ bias }) => bias);
  return {
    name,
    layoutName: layout,
    framework: layoutNamed(layout)?.title ?? layout,
    cell: kinds[cell] ?? cell,
    resetAfter: cell === 'gru-reset-after',
    biases: biases.length === 0 || biases.every(each => names.has(each.name)),
    units,
    inputSize,
    projection: projection ?? null,
    layers,
    directions,
    weights: stored.map(each => each.name).filter(each => names.has(each)),
  };
}

const nameOf = (uri: string): string => printable(decodeURIComponent(uri.slice(uri.lastIndexOf('/') + 1)));

/** A file's own names must not steer what shows them. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?').slice(0, 200);
}
