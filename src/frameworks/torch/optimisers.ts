/** torch.optim: what its optimisers are given. What they give is nothing that shapes depend on. https://docs.pytorch.org/docs/stable/optim.html */
import { opaqueClass } from '../array/opaque.ts';
import { refuseArgument } from '../array/scene.ts';
import { isWrittenNone } from '../kinds.ts';
import {
  type Argument,
  type Call,
  isFunctionOrMethod,
  type NativeClass,
  NONE,
  nativeFunction,
  type Value,
} from '../parts.ts';

const FUNCTIONS: readonly Value['kind'][] = ['bound', 'native-function', 'function'];
const PLAIN: readonly Value['kind'][] = ['string', 'number', 'bool', 'dict', 'tensor'];

/** `Adam(model.parameters)`, `Adam(model)`: what cannot be looped over, or gives no tensors. */
function isNoParameters(call: Call, { value, at }: Argument): boolean {
  if (FUNCTIONS.includes(value.kind)) return true;
  if (value.kind === 'tensor') return value.framework === 'torch' && value.source.role !== 'parameter';
  if (PLAIN.includes(value.kind) || isWrittenNone(call.host, value, at)) return true;
  if (value.kind === 'native') return value.layer !== undefined && !value.behaviour.iterate;
  const isModule = value.kind === 'object' && value.base.value?.model && !value.base.value.behaviour.iterate;
  return isModule ? call.host.attribute(value, '__iter__', at).kind === 'unknown' : false;
}

/** `optimizer.step(closure)` runs the closure, once at least, and gives what it gives. */
const STEP = nativeFunction('Optimizer.step', ({ host, args, site }) => {
  const closure = args.find(({ value }) => isFunctionOrMethod(value));
  return closure ? host.call(closure.value, [], site) : NONE;
});

/** Whether what it is given is refused, which has then been stated. */
function refusesParameters(call: Call, name: string): boolean {
  const { host, args, site } = call;
  const [first] = args;
  const params = first?.name === undefined ? first : args.find(argument => argument.name === 'params');
  if (!params || call.open || !isNoParameters(call, params)) return false;
  refuseArgument(
    { host, framework: 'torch', operation: name, site },
    {
      parameter: 'params',
      aspect: 'type',
      allowed: 'an iterable of Tensors, such as `model.parameters()`',
      at: params.at,
    },
  );
  return true;
}

export function optimiser(qualified: string): NativeClass {
  const type: NativeClass = opaqueClass({
    qualified,
    framework: 'torch',
    refuses: call => refusesParameters(call, type.name),
    behave: () => ({ attribute: (_host, name) => (name === 'step' ? STEP : undefined) }),
    standing: 'opaque',
  });
  return type;
}
