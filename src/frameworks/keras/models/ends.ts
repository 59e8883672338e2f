/** What Keras says of inputs and outputs that surely make no model: keras/src/models/{model,functional}.py. */
import type { WrongArgument } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import {
  type Argument,
  type Call,
  type Host,
  isFrameworkGuessed,
  itemsOf,
  type TensorValue,
  type Value,
} from '../../parts.ts';
import type { Flavour } from '../core/flavour.ts';
import { nodeOf } from '../core/graph.ts';
import type { ModelEnds } from '../core/registry.ts';

/** undefined: nothing. */
export function wrongEnds(call: Call, ends: ModelEnds | undefined): WrongArgument | undefined {
  return call.open ? undefined : (wrongCount(call) ?? (ends && wrongKind(call, ends)));
}

/** The same before Keras 3, where the lists may be empty and their tensors are found out later: what is no tensor at all. Keras 1 is not known. */
export function wrongOldEnds(
  call: Call,
  flavour: Flavour,
  ends: ModelEnds | undefined,
): WrongArgument | undefined {
  const isKeras1 = flavour.name === 'keras2' && call.host.version('keras').major < 2;
  if (call.open || !ends || flavour.options || isKeras1) return undefined;
  const { input, output } = ends;
  for (const [parameter, value, other] of [
    ['inputs', input, output],
    ['outputs', output, input],
  ] as const) {
    const given = call.args.find(argument => argument.value === value);
    if (given && value.kind === 'dict' && flavour.name === 'keras2')
      return {
        parameter,
        aspect: 'type',
        allowed: 'a tensor, or a list of them',
        at: given.at,
        says: "unhashable type: 'dict'",
      };
    const items = itemsOf(value) ?? [value];
    if (given && isGraph(other) && items.some(item => isNoKerasTensor(call.host, item, given)))
      return { parameter, aspect: 'type', allowed: 'symbolic tensors', at: given.at };
  }
  return undefined;
}

/** Two by position, or by the names of now. */
function wrongCount({ args, site }: Call): WrongArgument | undefined {
  const [first, second] = args;
  const isSymbolic = first !== undefined && isGraph(first.value);
  const positional = args.filter(({ name }) => name === undefined);
  const old = args.find(({ name }) => name === 'input' || name === 'output');
  const wrong = {
    parameter: 'outputs',
    aspect: 'missing',
    allowed: 'the outputs of the model',
    at: site,
  } as const;
  const isTensor = isSymbolic || first?.value.kind === 'tensor';
  if (isTensor && positional.length === 1 && (!second || old))
    return { ...wrong, says: 'takes 1 positional argument but 2 were given' };
  const isAlone = args.every(({ name }) => (name === 'inputs') !== (name === 'outputs')) && args.length === 1;
  if (isSymbolic && isAlone) {
    const other = first.name === 'inputs' ? 'outputs' : 'inputs';
    return { ...wrong, parameter: other, says: 'Unrecognized keyword arguments passed to Model' };
  }
  if (isSymbolic && positional.length === 0 && old)
    return { ...wrong, parameter: 'inputs', says: 'Unrecognized keyword arguments passed to Model' };
  const third = positional[2];
  if (!isSymbolic || !third) return undefined;
  return {
    parameter: 'name',
    aspect: 'value',
    allowed: 'inputs and outputs by position, and all else by name',
    at: third.at,
    says: 'takes 1 positional argument but 4 were given',
  };
}

function wrongKind({ args, site, host }: Call, { input, output }: ModelEnds): WrongArgument | undefined {
  const ends = [
    { parameter: 'inputs', value: input, other: output },
    { parameter: 'outputs', value: output, other: input },
  ];
  for (const { parameter, value, other } of ends) {
    const given = args.find(argument => argument.value === value);
    if (!given || !isGraph(other)) continue;
    const items = itemsOf(value) ?? [value];
    const says =
      items.length === 0
        ? `\`${parameter}\` argument cannot be empty.`
        : `All \`${parameter}\` values must be KerasTensors.`;
    if (items.length === 0 || items.some(item => isNoKerasTensor(host, item, given)))
      return { parameter, aspect: 'type', allowed: 'symbolic tensors', at: given.at, says };
  }
  // A tensor from within a graph begins a graph of its own, to which it does not belong itself.
  const outputs = itemsOf(output) ?? [output];
  const given = itemsOf(input) ?? [input];
  if (!given.some(isWithin) || !outputs.some(one => given.includes(one))) return undefined;
  return {
    parameter: 'outputs',
    aspect: 'value',
    allowed: 'tensors made of the inputs',
    at: args.find(({ value }) => value === output)?.at ?? site,
    says: 'is not connected to `inputs`',
  };
}

const isWithin = (value: Value): boolean =>
  value.kind === 'tensor' && value.graph && nodeOf(value) !== undefined && value.source.role !== 'input';

/** Whether it surely is what a model is made of. */
function isGraph(value: Value): boolean {
  const items = itemsOf(value) ?? [value];
  return items.length > 0 && items.every(item => item.kind === 'tensor' && item.graph);
}

function isNoKerasTensor(host: Host, value: Value, { at }: Argument): boolean {
  if (value.kind === 'number') return value.dim !== undefined || value.float !== undefined;
  if (value.kind === 'string' || value.kind === 'bool') return value.value !== undefined;
  if (value.kind === 'none') return isWrittenNone(host, value, at);
  if (value.kind === 'native') return value.layer !== undefined || value.model !== undefined;
  return value.kind === 'tensor' && !isFrameworkGuessed(value) && isConcrete(value);
}

/** An array, or a tensor made of nothing but such. */
export function isConcrete({ graph, framework, source }: TensorValue): boolean {
  if (graph) return false;
  if (framework === 'numpy') return true;
  return (
    framework === 'keras' &&
    (source.role === 'data' || (source.parents.length > 0 && source.parents.every(isConcrete)))
  );
}
