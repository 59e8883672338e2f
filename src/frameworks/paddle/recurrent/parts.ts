/**
 * Paddle's recurrent layers are lists of layers around cells, which hold the same weights under other names: `lstm[0].cell.weight_ih` is
 * `lstm.weight_ih_l0`, and both are part of `state_dict()`. paddle/nn/layer/rnn.py (RNNBase)
 */
import { namespace, opaqueClass } from '../../array/opaque.ts';
import type { Method } from '../../modules/dialect.ts';
import { isWhole, type NamedValue, namedModules, stateOf } from '../../modules/tree.ts';
import { weightTensor } from '../../modules/weight-tensor.ts';
import { asInt, type Call, dict, type NativeValue, type Value, wholeDict } from '../../parts.ts';

const FLAT = /^((?:weight|bias)_(?:ih|hh))_l(\d+)(_reverse)?$/;

/** Two weights and two biases. */
const PER_CELL = 4;

interface Part {
  readonly flat: string;
  readonly layer: string;
  /** 'cell', 'cell_fw', 'cell_bw' */
  readonly cell: string;
  readonly name: string;
}

/** undefined: the flat names are out of step with the cells (`weights.ts`). */
function partsOf(names: readonly string[]): readonly Part[] | undefined {
  const found = names.flatMap(flat => {
    const match = FLAT.exec(flat);
    return match
      ? [{ flat, name: match[1] ?? '', layer: match[2] ?? '', isReverse: match[3] !== undefined }]
      : [];
  });
  const groups = new Map<string, number>();
  for (const { layer, isReverse } of found)
    groups.set(`${layer}${isReverse}`, (groups.get(`${layer}${isReverse}`) ?? 0) + 1);
  const isShort = [...groups.values()].some(count => count < PER_CELL);
  if (isShort || (groups.size > 1 && names.some(name => /^\d+\.cell/.test(name)))) return undefined;
  const isBoth = found.some(({ isReverse }) => isReverse);
  return found.map(({ flat, name, layer, isReverse }) => ({
    flat,
    name,
    layer,
    cell: isBoth ? (isReverse ? 'cell_bw' : 'cell_fw') : 'cell',
  }));
}

const isRecurrent = (module: Value): module is NativeValue =>
  module.kind === 'native' && module.layer !== undefined && /^(LSTM|GRU|SimpleRNN)$/.test(module.class.name);

/** Of each recurrent layer its weights twice. */
export const stateDict: Method = (module, { host, site }) => {
  const entries = stateOf(host, module);
  const layers = namedModules(module).filter(([, inner]) => isRecurrent(inner));
  const again = layers.map(([path]): readonly NamedValue[] | undefined => {
    const prefix = path ? `${path}.` : '';
    const own = new Map(
      entries.flatMap(([name, value]) =>
        name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
      ),
    );
    return partsOf([...own.keys()])?.flatMap(({ flat, layer, cell, name }) => {
      const value = own.get(flat);
      return value ? [[`${prefix}${layer}.${cell}.${name}`, value] as const] : [];
    });
  });
  const all = [...entries, ...again.flatMap(names => names ?? [])];
  return isWhole(module) && again.every(names => names !== undefined)
    ? wholeDict(all)
    : dict(all, host.unknown('what else the module holds', site));
};

const AROUND = opaqueClass({ qualified: 'paddle.nn.RNN', framework: 'paddle' });
const CELL = opaqueClass({ qualified: 'paddle.nn.RNNCellBase', framework: 'paddle' });

/** `lstm[0]`: the layer around the cells of that layer. */
export function layerAt(self: NativeValue, { host, site, args }: Call): Value {
  const weights = self.layer?.built.value.weights ?? [];
  const position = args[1] && asInt(args[1].value);
  const parts = partsOf(weights.map(({ name }) => name)) ?? [];
  const layers = new Set(parts.map(({ layer }) => layer));
  const wanted = position !== undefined && position < 0 ? position + layers.size : position;
  const own = parts.filter(({ layer }) => layer === String(wanted));
  if (own.length === 0) return host.unknown('a layer within a recurrent layer', site);
  const cells = [...new Set(own.map(({ cell }) => cell))].map(cell => {
    const held = own.flatMap(part => {
      const weight = part.cell === cell ? weights.find(({ name }) => name === part.flat) : undefined;
      return weight ? [[part.name, weightTensor(host, self, weight, site)] as const] : [];
    });
    return [cell, namespace(host, CELL, site, Object.fromEntries(held))] as const;
  });
  return namespace(host, AROUND, site, Object.fromEntries(cells));
}
