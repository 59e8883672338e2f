/** Losses as classes and as functions. https://docs.pytorch.org/docs/stable/nn.html#loss-functions */
import { instance } from '../../array/opaque.ts';
import { refuseArgument, refuseAtCall, refused, type Scene } from '../../array/scene.ts';
import { KINDS } from '../../kinds.ts';
import { callEntry, inheritedAttribute, moduleAttribute } from '../../modules/attributes.ts';
import { registerModule } from '../../modules/tree.ts';
import {
  type Bound,
  bind,
  type Call,
  type NativeClass,
  type NativeValue,
  nativeFunction,
  signature,
  type Value,
  withoutKinds,
  wrongKindOf,
} from '../../parts.ts';
import { TORCH_NN } from '../dialect.ts';
import { takeLoss } from './run.ts';
import { type LossSpec, SPECS } from './specs.ts';

const operandsOf = ({ operands = 'input, target' }: LossSpec): string => operands;

/** By their bases in torch/nn/modules/loss.py. */
const WEIGHTED = new Set([
  'NLLLoss',
  'NLLLoss2d',
  'BCELoss',
  'CrossEntropyLoss',
  'MultiLabelSoftMarginLoss',
  'MultiMarginLoss',
]);

function lossClass(spec: LossSpec): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'loss',
    name: spec.className,
    qualified: `torch.nn.${spec.className}`,
    framework: 'torch',
    ancestors: [
      ...(WEIGHTED.has(spec.className) ? ['torch.nn._WeightedLoss'] : []),
      'torch.nn._Loss',
      'torch.nn.Module',
    ],
    construct: call =>
      makeLoss(call, type, spec) ??
      call.host.because({ missing: `\`${type.name}\` is refused here`, at: call.site }),
    extend: {
      entry: 'forward',
      initialise: call => makeLoss(call, type, spec),
      invoke: callEntry(TORCH_NN),
      attribute: inheritedAttribute(TORCH_NN),
    },
  };
  return type;
}

/** `nn.CrossEntropyLoss(output, target)`: the second is asked whether it is true. */
function refusesOperands(made: Call, options: Bound, operation: string, compared: string): boolean {
  const wrong = ['size_average', 'reduce', compared].find(
    name => options.names.includes(name) && KINDS.truth.refuses(options.value(name)),
  );
  if (wrong === undefined) return false;
  const scene: Scene = { host: made.host, framework: 'torch', operation, site: made.site };
  refuseArgument(scene, {
    parameter: wrong,
    aspect: 'type',
    allowed:
      wrong === compared ? KINDS.truth.allowed.replace('`True` or `False`', 'a number') : KINDS.truth.allowed,
    at: options.at(wrong),
    says: 'Boolean value of Tensor with more than one value is ambiguous',
  });
  return true;
}

function makeLoss(made: Call, type: NativeClass, spec: LossSpec): NativeValue | undefined {
  const named = spec.isByName ? `*, ${spec.options}` : spec.options;
  const options = bind(made, signature(withoutKinds(named)), type.name, 'torch');
  const wrong = wrongKindOf(options, signature(spec.options));
  if (options.refused || refusesOperands(made, options, type.name, spec.compared ?? '')) return undefined;
  if (wrong && wrong.parameter === spec.asked) {
    const scene: Scene = { host: made.host, framework: 'torch', operation: type.name, site: made.site };
    refuseArgument(scene, { ...wrong, aspect: 'type' });
    return undefined;
  }
  const parameters = signature(spec.moduleOperands ?? operandsOf(spec));
  const self: NativeValue = instance(made.host, type, made.site, {
    invoke: call => {
      const scene: Scene = { host: call.host, framework: 'torch', operation: type.name, site: call.site };
      const operands = bind(call, parameters, type.name, 'torch');
      if (operands.refused) return refused(scene);
      if (wrong) return refuseAtCall(scene, { ...wrong, aspect: 'type' });
      return takeLoss(scene, spec, { operands, options });
    },
    attribute: (host, member) => moduleAttribute(TORCH_NN, host, self, member),
  });
  registerModule(self, { children: () => [], parameters: () => [] });
  return self;
}

export const LOSSES: readonly NativeClass[] = SPECS.map(lossClass);

function lossFunction(spec: LossSpec): readonly [string, Value] {
  const operation = `F.${spec.functionName}`;
  const parameters = signature([operandsOf(spec), spec.options, spec.further].filter(Boolean).join(', '));
  const value = nativeFunction(operation, call => {
    const scene: Scene = { host: call.host, framework: 'torch', operation, site: call.site };
    const bound = bind(call, parameters, operation, 'torch');
    return bound.refused ? refused(scene) : takeLoss(scene, spec, { operands: bound, options: bound });
  });
  return [spec.functionName, value];
}

/** `F.cross_entropy` and the like. */
export const LOSS_FUNCTIONS: Readonly<Record<string, Value>> = Object.fromEntries(SPECS.map(lossFunction));
