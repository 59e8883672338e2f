/**
 * What Keras 3 says of the arguments of a layer's call before the layer looks at them: only tensors stand by position, as many as `call` has
 * parameters, and none is missing (`Layer.__call__` and CallSpec of keras/src/layers/layer.py).
 */
import { refuseArgument, type Scene, type WrongArgument } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { type Argument, type Call, isLiteral, itemsOf, type Value } from '../../parts.ts';
import { callParameters, modelParameters, mostByPosition, takesTraining } from './call-parameters.ts';
import type { FlavourName } from './flavour.ts';
import { tensorsIn } from './graph.ts';
import { FIRST_NAMES } from './inputs.ts';

/** Layers whose `call` hands None on. */
const TAKES_NONE = /Dropout$|^(GaussianNoise|Identity|ActivityRegularization|Lambda)$/;

/** What such a layer gives for None that is written in its place: None, which the next layer does not take. A function is run on it. */
export function handsOnNone({ host, args }: Call, name: string): Value | undefined {
  const [first] = args;
  if (name === 'Lambda' || !TAKES_NONE.test(name) || args.length !== 1 || !first) return undefined;
  return isWrittenNone(host, first.value, first.at) ? { kind: 'none', isGiven: true } : undefined;
}

/** What such a layer gives for several tensors while it does not train: these (`call` returns its inputs). */
export function handsOnSeveral({ args }: Call, name: string): Value | undefined {
  const [first] = args;
  if (/^(Lambda|Spatial)/.test(name) || !TAKES_NONE.test(name) || args.length !== 1) return undefined;
  const items = first && itemsOf(first.value);
  const isOfSeveral = items && items.length > 1 && tensorsIn(first.value).length >= items.length;
  return isOfSeveral && tensorsIn(first.value).every(({ graph }) => !graph) ? first.value : undefined;
}

/** Layers that prepare data take it as it comes (`_allow_non_tensor_positional_args`). */
const takesTensorsOnly = (name: string): boolean =>
  callParameters(name) !== undefined && name !== 'Rescaling';

/** The same of a layer of Keras before 3, which only binds them. */
export const refusesOldArguments = (scene: Scene, flavour: FlavourName, name: string, call: Call): boolean =>
  refusesOldCall(scene, flavour, callParameters(name, flavour), call);

/** Of a model of Keras before 3 that is no class of the program's. */
export const refusesOldModelCall = (scene: Scene, flavour: FlavourName, call: Call): boolean =>
  refusesOldCall(scene, flavour, modelParameters(flavour), call);

/** `known`: its parameters; undefined: they are not known. */
function refusesOldCall(
  scene: Scene,
  flavour: FlavourName,
  known: readonly string[] | undefined,
  { args, open }: Call,
): boolean {
  if (open || !known) return false;
  return refusesNumber(scene, known, args, mostByPosition(known, flavour), takesTraining(flavour));
}

/** Whether a call of a layer of Keras' own is refused, which has then been stated. */
export function refusesArguments(scene: Scene, name: string, { args, open, site }: Call): boolean {
  if (open) return false;
  const known = callParameters(name);
  const first = args.length === 0 ? missing(site) : takesTensorsOnly(name) ? noTensor(args) : undefined;
  if (!first && known && refusesNumber(scene, known, args)) return true;
  const wrong =
    first ??
    (TAKES_NONE.test(name) ? undefined : noInput(scene, args)) ??
    (known && (tensorAsFlag(known, args) ?? flagByPosition(scene, known, args)));
  if (wrong) refuseArgument(scene, wrong);
  return wrong !== undefined;
}

/** Of a model that is no class of the program's: `call(inputs, training=None, mask=None, **kwargs)`. A functional one takes what is no tensor too. */
export function refusesModelCall(scene: Scene, { args, open, site }: Call, takesOthers: boolean): boolean {
  if (open) return false;
  const known = ['inputs', 'training', 'mask'];
  if (refusesNumber(scene, [...known, ...args.flatMap(({ name }) => name ?? [])], args, known.length))
    return true;
  const isNamed = args.some(({ name }) => name !== undefined && FIRST_NAMES.includes(name));
  const hasNoFirst = !isNamed && args[0]?.name !== undefined;
  const wrong =
    (args.length === 0 || hasNoFirst ? missing(site) : undefined) ??
    (takesOthers ? undefined : noTensor(args)) ??
    noInput(scene, args) ??
    flagByPosition(scene, known, args);
  if (wrong) refuseArgument(scene, wrong);
  return wrong !== undefined;
}

const missing = (at: Call['site']): WrongArgument => ({
  parameter: 'inputs',
  aspect: 'missing',
  allowed: 'a tensor',
  at,
});

/** A name that `call` has no parameter for, or more than it has. */
function refusesNumber(
  { host, framework, operation }: Scene,
  known: readonly string[],
  args: readonly Argument[],
  most = known.length,
  training = true,
): boolean {
  // Some names are taken for that of the first parameter.
  const taken = new Set([...known, ...FIRST_NAMES, ...(training ? ['training'] : [])]);
  const further = args.filter(({ name }) => name === undefined)[most];
  const wrong = args.find(({ name }) => name !== undefined && !taken.has(name)) ?? further;
  if (!wrong) return false;
  host.refuse({
    kind: 'argument',
    aspect: wrong.name === undefined ? 'too-many' : 'unknown',
    parameter: wrong.name ?? String(most),
    framework,
    operation: `A call of ${operation}`,
    at: wrong.at,
    allowed: undefined,
    given: undefined,
    known: wrong.name === undefined ? [] : known,
  });
  return true;
}

/** A number, a text, a flag, or a layer or model of the program's own. */
export function noTensor(args: readonly Argument[]): WrongArgument | undefined {
  const wrong = args.find(({ name, value }) => name === undefined && isPlain(value));
  const says = 'Only input tensors may be passed as positional arguments';
  return wrong && { parameter: 'inputs', aspect: 'type', allowed: 'a tensor', at: wrong.at, says };
}

const isPlain = (value: Value): boolean =>
  isLiteral(value) ||
  (value.kind === 'object' && value.base.value !== undefined) ||
  (value.kind === 'native' && (value.layer !== undefined || value.model !== undefined)) ||
  (value.kind === 'list' && itemsOf(value)?.some(isPlain) === true);

/** None is a default often, which whoever calls replaces: only where it is written it is what is given. */
function noInput({ host }: Scene, [first]: readonly Argument[]): WrongArgument | undefined {
  if (!first || !isWrittenNone(host, first.value, first.at)) return undefined;
  const says = 'Inputs to a layer should be tensors.';
  return { parameter: 'inputs', aspect: 'type', allowed: 'a tensor', at: first.at, says };
}

/** `dense(x, y)`: the second is whether it is trained. */
function tensorAsFlag(known: readonly string[], args: readonly Argument[]): WrongArgument | undefined {
  const second = args[1];
  if (!second || second.name !== undefined || known[1] !== 'training' || second.value.kind !== 'tensor')
    return undefined;
  return {
    parameter: 'training',
    aspect: 'type',
    allowed: 'True or False',
    at: second.at,
    says: "multiple values for argument 'training'",
  };
}

/** What Keras hands on by name, whatever has been given by position: a mask that is None, and whether it is trained where that is not None. */
function flagByPosition(
  { host }: Scene,
  known: readonly string[],
  args: readonly Argument[],
): WrongArgument | undefined {
  const at = args.findIndex((argument, i) => {
    if (argument.name !== undefined) return false;
    const isMask = /(^|_)mask$/.test(known[i] ?? '') && known[i] !== 'attention_mask';
    if (isMask) return isWrittenNone(host, argument.value, argument.at);
    return known[i] === 'training' && i === 1 && isGiven(argument);
  });
  const wrong = args[at];
  const parameter = known[at];
  if (!wrong || parameter === undefined || args.slice(0, at).some(({ name }) => name !== undefined))
    return undefined;
  const says = `multiple values for argument '${parameter}'`;
  return { parameter, aspect: 'value', allowed: 'given by its name', at: wrong.at, says };
}

/** Surely something, and not None. */
const isGiven = ({ value }: Argument): boolean =>
  value.kind === 'tensor' || isLiteral(value) || value.kind === 'list';
