/** `tf.basicLSTMCell(forgetBias, kernel, bias, data, c, h)`: (data, h) times the kernel, cut into four gates; gives [c, h]. */
import { concatenate, constantOf, floorDivide, matmul, type Shape, size } from '../../shapes/index.ts';
import { refuseOperands, result, type Scene } from '../array/scene.ts';
import { type Call, list, type Operand, shapeOf, type Value } from '../parts.ts';

const GATES = 4;

export function basicLstmCell(call: Call): Value {
  const scene: Scene = { host: call.host, framework: 'tfjs', operation: 'tf.basicLSTMCell', site: call.site };
  const [, kernel, , data, c, h] = call.args.map((argument, i) => operandOf(argument, ROLES[i] ?? 'input'));
  if (!kernel?.shape || !data?.shape || !c?.shape || !h?.shape)
    return call.host.unknown('the result of `tf.basicLSTMCell`', call.site);
  const joined = concatenate([data.shape, h.shape], 1);
  if (!joined.ok) return refuseOperands(scene, [data, h], joined.mismatch);
  const gates = matmul(joined.value, kernel.shape);
  if (!gates.ok)
    return refuseOperands(
      scene,
      [{ ...data, role: 'data and h', shape: joined.value }, kernel],
      gates.mismatch,
    );
  const units = floorDivide(gates.value[1] ?? size(0), size(GATES));
  const own = c.shape[1];
  if (
    own &&
    constantOf(own) !== undefined &&
    constantOf(units) !== undefined &&
    constantOf(own) !== constantOf(units)
  ) {
    const mismatch = {
      kind: 'dims',
      left: { operand: 0, axis: 1, dim: own },
      right: { operand: 1, axis: 1, dim: units },
    } as const;
    return refuseOperands(scene, [c, { ...kernel, role: 'a gate' }], mismatch, c.at);
  }
  const state = (shape: Shape) => result(scene, shape, { parents: [data.tensor], role: 'h', dtype: 'float' });
  return list([state(c.shape), state(c.shape)]);
}

const ROLES = ['forgetBias', 'kernel', 'bias', 'data', 'c', 'h'];

function operandOf({ value, at }: Call['args'][number], role: string): Operand {
  const tensor = value.kind === 'tensor' ? value : undefined;
  return { role, shape: tensor && shapeOf(tensor), tensor, at };
}
