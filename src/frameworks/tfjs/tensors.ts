/** What can be done to tensors of TensorFlow.js. */
import { arrayBehaviour } from '../array/behaviour.ts';
import { concatenate } from '../array/joins.ts';
import { define } from '../array/operation.ts';
import { unary } from '../array/pointwise.ts';
import { shapeValue } from '../keras/core/attributes.ts';
import { arrayFlavour, graphMembers } from '../keras/functions.ts';
import { onGraph } from '../keras/graph-function.ts';
import {
  type Call,
  type Host,
  int,
  list,
  NONE,
  nativeFunction,
  shapeOf,
  type TensorBehaviour,
  type TensorValue,
  type Value,
} from '../parts.ts';
import { METHODS } from './table.ts';

const FLAVOUR = arrayFlavour('tfjs', 'tf');

const NOTHING = ['print', 'dispose', 'assign'];
const CONTENTS = ['dataSync', 'arraySync', 'data', 'array'];

export const tfjsTensors: TensorBehaviour = arrayBehaviour({
  flavour: FLAVOUR,
  methods: { ...METHODS, asType: define('x, dtype', unary()) },
  attribute,
  own: ['shape', 'rank', 'concat', ...NOTHING, ...CONTENTS],
  around: onGraph,
});

function attribute(host: Host, self: TensorValue, name: string, site: Call['site']): Value | undefined {
  if (NOTHING.includes(name)) return nativeFunction(name, () => NONE);
  const shape = shapeOf(self);
  switch (name) {
    case 'shape':
      return self.graph && shape ? { ...shapeValue(shape), shapeOf: self } : undefined;
    case 'rank': {
      return shape ? int(shape.length) : host.unknown('the rank of a tensor', site);
    }
    case 'concat':
      return nativeFunction('concat', call => joined(call, self));
    default:
      return CONTENTS.includes(name)
        ? nativeFunction(name, call => call.host.unknown('the contents of a tensor', call.site))
        : undefined;
  }
}

const CONCAT = graphMembers(FLAVOUR, { concat: define('tensors, axis=0', concatenate) });

/** `x.concat(y, axis)`, `x.concat([y, z], axis)`. */
function joined(call: Call, self: TensorValue): Value {
  const [others, ...rest] = call.args;
  const items =
    others?.value.kind === 'list' && 'known' in others.value.items.value
      ? others.value.items.value.known
      : others
        ? [others.value]
        : [];
  const all = { name: undefined, value: list([self, ...items]), at: call.site };
  const concat = CONCAT.concat?.();
  return concat ? call.host.call(concat, [all, ...rest], call.site) : NONE;
}
