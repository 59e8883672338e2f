/** Methods asked of a class of layers or models where one made of it was meant: `model = keras.Sequential`, and then `model.add(layer)`. */
import { refuseArgument, refused, type Scene, scenesOf } from '../../array/scene.ts';
import {
  type Argument,
  bind,
  type Call,
  type Host,
  nativeFunction,
  signature,
  type Value,
} from '../../parts.ts';
import type { Flavour } from './flavour.ts';

/** Parameters that each asks for; what it takes besides differs by version. */
const OF_LAYERS: Readonly<Record<string, string>> = {
  get_weights: 'self',
  count_params: 'self',
  set_weights: 'self, weights',
};

const OF_CELLS: Readonly<Record<string, string>> = { ...OF_LAYERS, get_initial_state: 'self' };

const OF_MODELS: Readonly<Record<string, string>> = {
  ...OF_LAYERS,
  summary: 'self',
  compile: 'self',
  fit: 'self',
  evaluate: 'self',
  predict: 'self, x',
  train_on_batch: 'self, x',
  test_on_batch: 'self, x',
  predict_on_batch: 'self, x',
};

const OF_SEQUENTIAL: Readonly<Record<string, string>> = { ...OF_MODELS, add: 'self, layer', pop: 'self' };

const TABLES = { Layer: OF_LAYERS, Cell: OF_CELLS, Model: OF_MODELS, Sequential: OF_SEQUENTIAL };

type Member = (host: Host, name: string) => Value | undefined;

/** Members of a class; undefined where nothing is known of a name. */
export function methodsOfClass(
  flavour: Flavour,
  kind: keyof typeof TABLES,
  title: string = kind,
): Member | undefined {
  const method = (name: string, wanted: string): Value =>
    nativeFunction(`${title}.${name}`, call => {
      const scene = scenesOf(flavour.framework)(call, `${title}.${name}`);
      if (refuses(scene, call, wanted)) return refused(scene);
      // With an object of the class it does what that one's own method does, which is not followed.
      const other = call.host.unknown(`\`${kind}.${name}\``, call.site);
      return call.host.call(other, call.args, call.site, call.open);
    });
  if (flavour.options) return undefined;
  const table: Readonly<Record<string, string>> = TABLES[kind];
  return (_host, name) => {
    const wanted = Object.hasOwn(table, name) ? table[name] : undefined;
    return wanted === undefined ? undefined : method(name, wanted);
  };
}

function refuses(scene: Scene, call: Call, wanted: string): boolean {
  const bound = bind(call, signature(`${wanted}, *args, **kwargs`), scene.operation, scene.framework);
  const self = bound.given('self');
  if (bound.refused || !self || !isNoLayer(self)) return bound.refused;
  refuseArgument(scene, {
    parameter: 'self',
    aspect: 'type',
    allowed: 'one made of the class: a call needs brackets',
    at: self.at,
  });
  return true;
}

const isNoLayer = ({ value }: Argument): boolean =>
  ['tensor', 'number', 'string', 'bool', 'list', 'dict'].includes(value.kind);
