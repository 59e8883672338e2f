/** Files of weights for the calculators: which file, which of its layers, and their numbers from the server piece by piece. */
import { type QuickPickItem, type Uri, window } from 'vscode';
import type { ToCalculator } from '../../protocol/calculator.ts';
import { type FileLayer, SLICE, type WeightPart, type WeightPlace } from '../../protocol/weights.ts';
import { inform } from '../messages.ts';
import type { ShapeServer } from '../server.ts';

export interface ChosenWeights {
  readonly place: WeightPlace;
  readonly layer: FileLayer;
}

const ENDINGS = ['npz', 'npy', 'safetensors', 'h5', 'hdf5', 'keras', 'pt', 'pth', 'bin', 'onnx', 'json'];

/** Asks for a file where none is given, and for a layer where it has several; what is wrong with the file is said. */
export async function chooseWeights(
  server: ShapeServer,
  uri: Uri | undefined,
): Promise<ChosenWeights | undefined> {
  const file = uri ?? (await askForFile());
  if (!file) return undefined;
  const found = await server.request('lstmShapes/weightLayers', { uri: file.toString() });
  if ('reason' in found) {
    inform(found.reason);
    return undefined;
  }
  const layer = await chooseLayer(found.layers);
  if (!layer) return undefined;
  const label = file.path.slice(file.path.lastIndexOf('/') + 1);
  return {
    place: { uri: file.toString(), label, layer: layer.name, index: found.layers.indexOf(layer) },
    layer,
  };
}

async function askForFile(): Promise<Uri | undefined> {
  const chosen = await window.showOpenDialog({
    title: 'Weights for the gate calculator',
    openLabel: 'Open',
    filters: { Weights: ENDINGS, 'All files': ['*'] },
  });
  return chosen?.[0];
}

async function chooseLayer(layers: readonly FileLayer[]): Promise<FileLayer | undefined> {
  const [only, ...others] = layers;
  if (others.length === 0) return only;
  const items = layers.map((layer): QuickPickItem & { readonly layer: FileLayer } => ({
    label: layer.name || '(the file itself)',
    description: `${layer.cell.toUpperCase()} of ${layer.units} units on ${layer.inputSize} features, as ${layer.framework} stores it`,
    layer,
  }));
  return (await window.showQuickPick(items, { title: 'Whose weights?', matchOnDescription: true }))?.layer;
}

type Post = (message: ToCalculator) => Thenable<boolean>;

/** Sends all numbers of one cell. What the server says against it is sent on. */
export async function sendWeights(
  server: ShapeServer,
  { place, part }: { readonly place: WeightPlace; readonly part: WeightPart },
  post: Post,
): Promise<void> {
  const fail = (reason: string): Thenable<boolean> => post({ type: 'weightsFailed', place, reason });
  const found = await server.request('lstmShapes/weightLayers', { uri: place.uri });
  if ('reason' in found) {
    await fail(found.reason);
    return;
  }
  const layer = found.layers[place.index];
  if (layer?.name !== place.layer) {
    await fail(`${place.label} has no layer ${place.layer} any more.`);
    return;
  }
  await post({ type: 'weightsBegin', place, part, layer });
  for (const weight of layer.weights) {
    let first = 0;
    let total = 1;
    while (first < total) {
      const slice = await server.request('lstmShapes/weightValues', {
        place,
        part,
        weight,
        first,
        count: SLICE,
      });
      if ('reason' in slice) {
        await fail(slice.reason);
        return;
      }
      total = slice.shape.reduce((product, size) => product * size, 1);
      const data = numbersOf(slice.values, slice.kind);
      if (data.length === 0) break;
      await post({ type: 'weightPiece', place, part, weight, shape: slice.shape, first, data });
      first += data.length;
    }
  }
}

/** A copy, so that the numbers begin where numbers may begin. */
function numbersOf(text: string, kind: 'float32' | 'float64'): Float32Array | Float64Array {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  return kind === 'float32' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
}
