/** What `lstm-shapes simulate` takes: the layer in the words of Keras or PyTorch, with all its numbers. */

import { shortest } from '../exchange/index.ts';
import { type Result, success } from '../result.ts';
import { toNested } from '../simulate/nested.ts';
import { type ConvertedCell, convertedTo } from './converted.ts';
import { type ExportedCell, type Exporter, fileNameOf, initialOf } from './exported.ts';
import { kerasCall } from './keras.ts';
import { letterOf } from './python.ts';
import { torchCall } from './torch.ts';

export const exportSpec: Exporter = cell => {
  const made = inOwnWords(cell);
  if (!made.ok) return made;
  const { framework, layer, code, converted } = made.value;
  const { x, precision } = cell;
  const number = (value: number): number => Number(shortest(value, precision));
  const suffix = framework === 'torch' ? '_l0' : '';
  const stacked = framework === 'torch' ? 1 : 0;
  const states = converted.bound.cell.states.map(({ symbol, previous }) => {
    const { data } = initialOf(cell, previous);
    const shape = [...Array<number>(stacked).fill(1), 1, data.length];
    return [letterOf(symbol), toNested(shape, Float64Array.from(data), number)] as const;
  });
  const document = {
    framework,
    layer,
    code,
    weights: [...converted.weights].map(([name, { shape, data }]) => ({
      name: name + suffix,
      shape,
      values: toNested(shape, Float64Array.from(data), number),
    })),
    x: toNested([1, x.rows, x.columns], Float64Array.from(x.data), number),
    x_layout: 'batch,time,feature',
    initial_state: Object.fromEntries(states),
  };
  const text = `${JSON.stringify(document, undefined, 1)}\n`;
  return success({ fileName: fileNameOf(cell, '_spec.json'), language: 'json', text });
};

interface Made {
  readonly framework: 'keras' | 'torch';
  readonly layer: string;
  readonly code: string;
  readonly converted: ConvertedCell;
}

/** Keras for its own family, else PyTorch where it has the cell, else Keras. */
function inOwnWords(cell: ExportedCell): Result<Made> {
  const isKeras = ['keras', 'keras2', 'tfjs'].includes(cell.bound.layout.name);
  const first = isKeras ? asKeras(cell) : asTorch(cell);
  if (first.ok) return first;
  const second = isKeras ? asTorch(cell) : asKeras(cell);
  return second.ok ? second : first;
}

function asKeras(cell: ExportedCell): Result<Made> {
  const converted = convertedTo(cell, 'keras');
  if (!converted.ok) return converted;
  const call = kerasCall(cell, converted.value, ['return_sequences=True']);
  if (!call.ok) return call;
  const code = `layers.${call.value}`;
  return success({ framework: 'keras', layer: nameIn(code), code, converted: converted.value });
}

function asTorch(cell: ExportedCell): Result<Made> {
  const converted = convertedTo(cell, 'torch');
  if (!converted.ok) return converted;
  const call = torchCall({ ...cell, precision: 'float32' }, converted.value);
  if (!call.ok) return call;
  const code = `nn.${call.value.replace(/\)$/, ', batch_first=True)')}`;
  return success({ framework: 'torch', layer: nameIn(code), code, converted: converted.value });
}

const nameIn = (code: string): string => code.slice(0, code.indexOf('('));
