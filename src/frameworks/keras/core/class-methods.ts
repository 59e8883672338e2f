/** What classes of layers and models have, and only their objects make something of: `model = keras.Sequential`, and then `model.add(layer)`. */
import type { Host, Value } from '../../parts.ts';
import { type UnboundMethods, unboundMethod } from '../../unbound-methods.ts';
import type { Flavour } from './flavour.ts';

const OF_LAYERS: UnboundMethods = {
  get_weights: 'self',
  count_params: 'self',
  set_weights: 'self, weights',
};

const OF_CELLS: UnboundMethods = { ...OF_LAYERS, get_initial_state: 'self' };

const OF_MODELS: UnboundMethods = {
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

const OF_SEQUENTIAL: UnboundMethods = { ...OF_MODELS, add: 'self, layer', pop: 'self' };

const TABLES = { Layer: OF_LAYERS, Cell: OF_CELLS, Model: OF_MODELS, Sequential: OF_SEQUENTIAL };

type Member = (host: Host, name: string) => Value | undefined;

/** Members of a class; undefined where nothing is known of a name. */
export const methodsOfClass = (
  { framework, options }: Flavour,
  kind: keyof typeof TABLES,
  title: string = kind,
): Member | undefined =>
  options ? undefined : (_host, name) => unboundMethod(framework, title, TABLES[kind], name);
