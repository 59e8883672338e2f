/** `np.r_[a, b]` and `np.c_[a, b]`: joining by subscript. https://numpy.org/doc/stable/reference/generated/numpy.c_.html */
import { concatenate, type Shape, size } from '../../shapes/index.ts';
import type { Flavour } from '../array/flavour.ts';
import { takeTensor } from '../array/operand.ts';
import { refused, result, type Scene, settle } from '../array/scene.ts';
import type { Call, NativeValue, Operand, Value } from '../parts.ts';

type Name = 'r_' | 'c_';

/** In `c_` a vector is a column. */
const lifted = (name: Name, shape: Shape): Shape => {
  const whole = shape.length === 0 ? [size(1)] : shape;
  return name === 'c_' && whole.length === 1 ? [...whole, size(1)] : whole;
};

function join(name: Name, { framework, module }: Flavour, { host, site, args }: Call): Value {
  const scene: Scene = { host, framework, operation: `${module}.${name}`, site };
  const items = args.slice(1);
  if (items.some(a => a.value.kind !== 'tensor' && a.value.kind !== 'number'))
    return result(scene, undefined);
  const operands = items.flatMap((a): Operand[] => {
    const operand = takeTensor(scene, a.value, a.at, 'arrays', { numbers: true, lists: true });
    return operand ? [operand] : [];
  });
  const shapes = operands.flatMap(o => (o.shape ? [lifted(name, o.shape)] : []));
  if (shapes.length !== operands.length) return result(scene, undefined);
  const outcome = settle(scene, operands, concatenate(shapes, name === 'c_' ? -1 : 0));
  return outcome ? result(scene, outcome.value, { parents: operands.map(o => o.tensor) }) : refused(scene);
}

export function concatenator(name: Name, flavour: Flavour): NativeValue {
  return {
    kind: 'native',
    id: name === 'r_' ? -1 : -2,
    class: {
      kind: 'native-class',
      name,
      qualified: `${flavour.framework === 'numpy' ? 'numpy' : 'jax.numpy'}.${name}`,
      framework: flavour.framework,
      ancestors: [],
      construct: call => call.host.unknown('a concatenator', call.site),
    },
    site: { file: '', start: 0, end: 0, what: name },
    layer: undefined,
    model: undefined,
    behaviour: { index: call => join(name, flavour, call) },
  };
}
