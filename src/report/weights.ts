/** Files of weights as JSON and as text: their tensors, and the recurrent layers in them with the order of their gates. */
import { type CellName, type LayoutCell, layoutNamed, type StoredWeight } from '../cells/index.ts';
import {
  type Place,
  type RecurrentLayer,
  type RecurrentWeight,
  recurrentLayers,
  type WeightFile,
  type WeightFileError,
  type WeightTensor,
} from '../weights/index.ts';

export interface ReadWeights {
  /** As it was typed. */
  readonly path: string;
  /** What it holds, or why it cannot be read. */
  readonly read: WeightFile | Pick<WeightFileError, 'kind' | 'message'>;
}

/** `lstm-shapes weights --format json`. Grows by adding. */
export function weightsDocument(files: readonly ReadWeights[]): unknown {
  return { schemaVersion: 1, files: files.map(fileEntry) };
}

function fileEntry({ path, read }: ReadWeights): unknown {
  if ('message' in read) return { path, error: { kind: read.kind, message: read.message } };
  return {
    path,
    format: read.format,
    tensors: read.tensors.map(({ name, dtype, shape, order, place }) => ({
      name,
      dtype,
      shape,
      order,
      place,
    })),
    layers: recurrentLayers(read).map(layerEntry),
  };
}

function layerEntry(layer: RecurrentLayer): unknown {
  const { name, layout, cell, units, inputSize, projection, layers, directions, weights } = layer;
  return {
    name,
    layout,
    cell,
    ...(layer.isCellAssumed && { isCellAssumed: true }),
    units,
    inputSize,
    ...(projection !== undefined && { projection }),
    layers,
    directions,
    gates: gateLetters(layer),
    weights: weights.map(weight => ({
      ...weight,
      tensor: weight.tensor.name,
      gates: weightGates(layer, weight),
    })),
  };
}

function layoutCell({ layout, cell }: RecurrentLayer): LayoutCell | undefined {
  return layoutNamed(layout)?.cells[cell];
}

/** In the framework's own letters, in the order in which they are stored; none for a cell without gates. */
function gateLetters(layer: RecurrentLayer, gates = layoutCell(layer)?.gates ?? []): readonly string[] {
  const letters = layoutCell(layer)?.letters;
  return gates.filter(gate => gate !== '').map(gate => letters?.[gate] ?? gate);
}

function weightGates(layer: RecurrentLayer, weight: RecurrentWeight): readonly string[] {
  const stored: StoredWeight | undefined = layoutCell(layer)?.weights.find(
    ({ name }) => name === weight.name,
  );
  return gateLetters(layer, stored?.gates);
}

export function weightsText(files: readonly ReadWeights[]): string {
  return files.map(fileText).join('\n');
}

function fileText({ path, read }: ReadWeights): string {
  if ('message' in read) return `${path}: cannot be read: ${read.message}\n`;
  const layers = recurrentLayers(read);
  const count = `${read.tensors.length} ${read.tensors.length === 1 ? 'tensor' : 'tensors'}`;
  const lines = [`${path}: ${FORMATS[read.format]}, ${count}`, ...table(read.tensors.map(tensorCells))];
  if (layers.length > 0) lines.push('', '  recurrent layers', ...layers.flatMap(layerLines));
  return `${lines.join('\n')}\n`;
}

const FORMATS: Readonly<Record<WeightFile['format'], string>> = {
  npy: 'array of NumPy',
  npz: 'arrays of NumPy',
  safetensors: 'safetensors',
  hdf5: 'HDF5',
  keras: 'Keras',
  pytorch: 'PyTorch',
  onnx: 'ONNX',
  tfjs: 'TensorFlow.js',
};

function tensorCells({ name, dtype, shape, order, place }: WeightTensor): readonly string[] {
  const stored = order === 'rows' ? '' : order === 'columns' ? ', by columns' : ', a view';
  return [printable(name) || '(no name)', dtype, shapeText(shape), placeText(place) + stored];
}

function placeText(place: Place): string {
  switch (place.kind) {
    case 'bytes':
      return `${place.file === undefined ? '' : `${printable(place.file)} `}byte ${place.offset}`;
    case 'packed':
      return `in ${printable(place.inside)}`;
    case 'chunks':
      return `chunks of ${shapeText(place.shape)}`;
    case 'unwritten':
      return 'not written';
  }
}

function shapeText(shape: readonly number[]): string {
  return `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`;
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = [0, 1, 2].map(column =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  return rows.map(row =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

const CELLS: Readonly<Partial<Record<CellName, string>>> = {
  lstm: 'LSTM',
  'lstm-projected': 'LSTM with projection',
  'lstm-peephole': 'LSTM with peepholes',
  gru: 'GRU',
  'gru-reset-after': 'GRU, reset after the product',
  'simple-rnn': 'simple RNN',
};

function layerLines(layer: RecurrentLayer): readonly string[] {
  const { name, layout, cell, units, inputSize, projection, layers, directions } = layer;
  const { title = layout, unitsName = 'units', featuresName = 'features' } = layoutNamed(layout) ?? {};
  const sizes = [
    `${featuresName} ${inputSize}`,
    `${unitsName} ${units}`,
    ...(projection === undefined ? [] : [`projected to ${projection}`]),
    ...(layers > 1 ? [`${layers} layers`] : []),
    ...(directions === 2 ? ['both directions'] : []),
  ];
  const gates = gateLetters(layer);
  const order = gates.length > 0 ? [`gates ${gates.join(', ')}`] : [];
  const kind = `${CELLS[cell] ?? cell}${layer.isCellAssumed ? ' (assumed: without biases it does not show)' : ''}`;
  return [
    `  ${printable(name) || '(the file itself)'}: ${kind} (${title}), ${[...sizes, ...order].join(', ')}`,
  ];
}

/** A file's own names must not steer the terminal. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, '?');
}
