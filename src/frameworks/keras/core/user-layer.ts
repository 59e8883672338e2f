/**
 * Layers of the user's: classes that derive from `Layer` or from one of its subclasses. Their `build` and `call` are run as Keras runs them; on
 * symbolic tensors the whole layer is one node of the model.
 */
import { compare } from '../../../shapes/index.ts';
import { refuseArgument, type WrongArgument } from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import {
  type Argument,
  attached,
  type Call,
  dict,
  type Extension,
  type Host,
  list,
  type NativeValue,
  nativeFunction,
  type ObjectValue,
  shapeOf,
  tensor,
  type Value,
} from '../../parts.ts';
import { noteRun } from '../../runs.ts';
import { applyLayer } from './applied-layer.ts';
import { takeAssignedWeights } from './assigned-weights.ts';
import { appliedCall, shapeValue } from './attributes.ts';
import { asBeforeBuild } from './before-build.ts';
import { noTensor } from './call-arguments.ts';
import type { Flavour } from './flavour.ts';
import { recorded, tensorsIn } from './graph.ts';
import { allHeld, tracksHeld } from './held-layers.ts';
import { namedArguments } from './inputs.ts';
import { keepParts } from './kept-parts.ts';
import { beginBuild, hasLostWeights } from './lost-weights.ts';
import { maskBeside, masksOf } from './mask-operations.ts';
import { asOutputs } from './own-outputs.ts';
import { layerOf } from './registry.ts';
import { refusesNoSymbols } from './symbolic-inputs.ts';
import { noteUse, usageIn } from './usage.ts';
import { withinLayer } from './within-layer.ts';

/** Where PyTorch runs Keras 3, its modules are wrapped as layers when they are assigned: https://keras.io/api/layers/backend_specific_layers. */
export function userLayer(flavour: Flavour, construct: (call: Call) => NativeValue | undefined): Extension {
  return {
    initialise: (call, self) => self.base.value ?? construct(call),
    invoke: (call, self) => noteRun(call, self.base.value, runUserLayer(flavour, call, self)),
    entry: 'call',
    keepParts,
    ...(flavour.name === 'keras3' && {
      constructing: (host: Host, self: ObjectValue, run: () => void) => {
        if (!refusesInitialiser(host, self)) run();
      },
    }),
    keeps: (host, value, site) =>
      value.kind === 'native' && value.class.framework === 'torch' && value.layer
        ? host.unknown('what Keras makes of a PyTorch module', site)
        : undefined,
    attribute: (host, self, name, site) =>
      flavour.options && name === 'apply'
        ? nativeFunction(`${self.class.name}.apply`, call => runUserLayer(flavour, appliedCall(call), self))
        : self.base.value?.behaviour.attribute?.(host, name, site),
  };
}

/** `def __init__(units, self)`: Keras 3 keeps the arguments by name, in a dictionary of its own, whose `self` is another (`Operation.__new__`). */
function refusesInitialiser(host: Host, self: ObjectValue): boolean {
  const method = ownMethod(host, self, '__init__', self.site);
  if (!method || !parametersOf(method).includes('self')) return false;
  refuseArgument(
    { host, framework: 'keras', operation: self.class.name, site: self.site },
    {
      parameter: 'self',
      aspect: 'value',
      allowed: 'the first parameter of `__init__`',
      at: self.site,
      says: "got multiple values for argument 'self'",
    },
  );
  return true;
}

/** The user's own method of that name; undefined where the class leaves it to Keras. */
export function ownMethod(
  host: Host,
  self: ObjectValue,
  name: string,
  site: Call['site'],
): Value | undefined {
  const method = host.attribute(self, name, site);
  return method.kind === 'bound' && method.function.kind === 'function' ? method : undefined;
}

/** Whether `call` was set to what is not known: `Net.call = wrapped(Net.call)`. */
const isOpen = ({ attributes, class: cls }: ObjectValue): boolean =>
  attributes.value.get('call')?.kind === 'unknown' || isOpenClass(cls);

const isOpenClass = (cls: Value): boolean =>
  cls.kind === 'class' && (cls.members.value.get('call')?.kind === 'unknown' || cls.bases.some(isOpenClass));

const builtOf = attached<ObjectValue, boolean>(false, (a, b) => a && b);

export function runUserLayer(flavour: Flavour, call: Call, self: ObjectValue): Value {
  const { host, site } = call;
  if (flavour.options) return applyLayer(flavour, call, self, name => ownMethod(host, self, name, site));
  const base = layerOf(self);
  if (base) noteUse(host, base.value, usageIn(call));
  const scene = { host, site, framework: flavour.framework, operation: self.class.name };
  if (refusesNoSymbols(flavour, scene, namedArguments(call, ['inputs']).get('inputs')))
    return host.because({ missing: `the result of \`${self.class.name}\``, at: site });
  const method = ownMethod(host, self, 'call', site);
  if (!method && isOpen(self))
    return host.unknown(`the result of \`${self.class.name}\`, whose \`call\` is not known`, site);
  const isNew = flavour.name === 'keras3';
  if (isNew && refusesOwnCall(call, self, method))
    return host.because({ missing: `the result of \`${self.class.name}\``, at: site });
  buildOnce(call, self, isNew ? method : undefined);
  takeAssignedWeights(host, self, flavour.name === 'keras2');
  const isCalled = call.args[0]?.value.kind !== 'unknown' || method !== undefined;
  const result = withinLayer(() =>
    method && isCalled
      ? isNew
        ? host.passOn(method, { ...call, args: withMask(method, forCall(method, call.args)) })
        : host.call(method, call.args, site, call.open)
      : (base?.run(call) ?? host.unknown(`the result of \`${self.class.name}\``, site)),
  );
  if (!method) return result;
  noteNoWeights(host, flavour, self);
  const outputs = asOutputs(host, result, self.base.value);
  const wrapped = isTakenForInput(flavour, call, self, outputs) ? withoutShape(call, self, outputs) : outputs;
  noteOutputs(host, self, wrapped);
  const masks = isNew && parametersOf(method).includes('mask') ? masksOf(call) : [];
  return recorded(call, self.base.value, wrapped, again => runUserLayer(flavour, again, self), { masks });
}

/** What the first symbolic call gives stands in the summary of a model. */
function noteOutputs(host: Host, self: ObjectValue, result: Value): void {
  const built = self.base.value?.layer?.built;
  const outputs = tensorsIn(result);
  if (!built || built.value.outputs.length > 0 || !outputs.some(({ graph }) => graph)) return;
  host.write(built, { ...built.value, outputs: outputs.map(shapeOf) });
}

/** A layer that has run and has been given no weight has none of its own, unless an attribute may be one. */
function noteNoWeights(host: Host, flavour: Flavour, self: ObjectValue): void {
  const built = self.base.value?.layer?.built;
  if (!built || built.value.weights || (self.base.value && hasLostWeights(self.base.value))) return;
  const held = allHeld(self);
  if (held && (tracksHeld(flavour) || held.length === 0)) host.write(built, { ...built.value, weights: [] });
}

/** What Keras 3 says before it runs any of the user's code. */
function refusesOwnCall(call: Call, self: ObjectValue, method: Value | undefined): boolean {
  const { host, site } = call;
  const scene = { host, framework: 'keras', operation: self.class.name, site } as const;
  const build = ownMethod(host, self, 'build', site);
  const wrong =
    (call.open || !method || layerOf(self)?.description
      ? undefined
      : (noTensor(call.args) ?? flagFirst(method, call.args))) ??
    (build && method && !mayBeBuilt(host, self) ? wrongBuild(build, method, site) : undefined);
  if (wrong) refuseArgument(scene, wrong);
  return wrong !== undefined;
}

/** `def call(x, training=False)`, without `self`: what is given stands for whether it is trained, which Keras hands on by name. */
function flagFirst(method: Value, [first]: readonly Argument[]): WrongArgument | undefined {
  if (first?.name !== undefined || first?.value.kind !== 'tensor' || parametersOf(method)[0] !== 'training')
    return undefined;
  const says = "got multiple values for argument 'training'";
  return { parameter: 'training', aspect: 'value', allowed: 'given by its name', at: first.at, says };
}

/** Who builds a layer by hand passes what its `build` takes, and the first call does not build it again. */
const mayBeBuilt = (host: Host, self: ObjectValue): boolean =>
  builtOf.of(self) || host.isEntry() || host.mentions('.build(');

/** A `build` of several parameters names shapes of what `call` is given: `build(self, query_shape, value_shape)`. */
function wrongBuild(build: Value, method: Value, at: Call['site']): WrongArgument | undefined {
  const names = parametersOf(build).filter(name => name !== '**');
  const taken = parametersOf(method);
  const wrong = names.find(name => !name.endsWith(SHAPE) || !taken.includes(name.slice(0, -SHAPE.length)));
  if (names.length < 2 || wrong === undefined) return undefined;
  return {
    parameter: wrong,
    aspect: 'value',
    allowed: `the name of a parameter of \`call\` with \`${SHAPE}\` behind it`,
    given: wrong,
    at,
    says: 'For a `build()` method with more than one argument, all arguments should have a `_shape` suffix',
  };
}

const SHAPE = '_shape';

/** `training` is taken and left out where `call` has no use for it. */
function forCall(method: Value, args: readonly Argument[]): readonly Argument[] {
  const names = parametersOf(method);
  return names.includes('training') || names.includes('**')
    ? args
    : args.filter(({ name }) => name !== 'training');
}

/** The mask that comes beside the only tensor, where `call` has a parameter for it (`_get_call_context_mask`, `get_keras_mask` of Layer.__call__). */
function withMask(method: Value, args: readonly Argument[]): readonly Argument[] {
  const [first, ...others] = args;
  const isGiven = args.some(({ name }) => name === 'mask') || others.some(({ name }) => name === undefined);
  if (first?.value.kind !== 'tensor' || isGiven || !parametersOf(method).includes('mask')) return args;
  const mask = maskBeside(first.value);
  return mask ? [...args, { name: 'mask', value: mask, at: first.at }] : args;
}

/** Names of a method's parameters behind the object itself; '**' for any others. */
function parametersOf(method: Value): readonly string[] {
  if (method.kind !== 'bound' || method.function.kind !== 'function' || !method.function.keepsParameters)
    return [];
  return method.function.function.parameters.slice(1).flatMap(({ target, spread }) => {
    if (spread) return spread === 'dict' ? ['**'] : [];
    if (target.kind === 'name') return [target.name];
    return target.kind === 'default' && target.target.kind === 'name' ? [target.target.name] : [];
  });
}

/** Whether a method has no parameter besides the object itself. */
export const takesNothing = (method: Value): boolean =>
  method.kind === 'bound' &&
  method.function.kind === 'function' &&
  method.function.keepsParameters &&
  method.function.function.parameters.length <= 1 &&
  method.function.function.parameters.every(({ spread }) => !spread);

/**
 * `build` runs at the first call, with the shape of what is given first, or with those of the parameters of `call` that it names. Of one of many
 * layers any call may be the first.
 */
function buildOnce(call: Call, self: ObjectValue, method: Value | undefined): void {
  const { host, site } = call;
  const [passed] = call.args;
  const given = passed && isWrittenNone(host, passed.value, passed.at) ? NOTHING : passed?.value;
  const isKnown = given !== undefined && tensorsIn(given).some(one => shapeOf(one));
  const build = ownMethod(host, self, 'build', site);
  const names = build && method ? parametersOf(build).filter(name => name !== '**') : [];
  const first = () => [
    { name: undefined, value: given ? inputShape(call, given) : unknownShape(call), at: site },
  ];
  const named = namedArguments(call, method ? parametersOf(method) : []);
  const each = () =>
    names.flatMap(name => {
      const argument = named.get(name.slice(0, -SHAPE.length));
      return argument ? [{ name, value: inputShape(call, argument.value), at: site }] : [];
    });
  buildWith(call, self, isKnown, names.length > 1 ? each : first);
}

/** Runs the user's `build` on the shape, unless it has been run; `isKnown`: that shape is the one that counts. */
export function buildFor(
  call: Pick<Call, 'host' | 'site'>,
  self: ObjectValue,
  isKnown: boolean,
  shape: () => Value,
): void {
  buildWith(call, self, isKnown, () => [{ name: undefined, value: shape(), at: call.site }]);
}

function buildWith(
  { host, site }: Pick<Call, 'host' | 'site'>,
  self: ObjectValue,
  isKnown: boolean,
  args: () => readonly Argument[],
): void {
  const isBuilt = builtOf.place(self);
  if (isBuilt.value && !self.base.value?.layer?.isOneOfMany) return;
  const build = ownMethod(host, self, 'build', site);
  if (!build) return;
  host.write(isBuilt, isKnown);
  if (self.base.value) beginBuild(host, self.base.value);
  asBeforeBuild(host, self);
  host.call(build, args(), site);
}

const NOTHING: Value = { kind: 'none', isGiven: true };

/** Shapes in the structure of the input: a list of inputs gives a list of as many. */
function inputShape(call: Call, given: Value): Value {
  if (given.kind === 'list' && 'known' in given.items.value)
    return list(
      given.items.value.known.map(item => inputShape(call, item)),
      given.flavour === 'list' ? 'list' : 'tuple',
    );
  if (given.kind === 'dict' && !given.entries.value.rest)
    return dict([...given.entries.value.known].map(([key, item]) => [key, inputShape(call, item)] as const));
  if (given.kind === 'none' && given.isGiven) return given;
  const shape = given.kind === 'tensor' ? shapeOf(given) : undefined;
  return shape ? shapeValue(shape) : unknownShape(call);
}

const unknownShape = (call: Call): Value => call.host.unknown('the shape of an input', call.site);

/**
 * Without `compute_output_shape` Keras 2.0 to 2.3 takes a layer's result to be of the shape of its input, whatever `call` gives, and builds what follows for
 * that (keras/engine/base_layer.py): there are two shapes then, and which one counts depends on who asks.
 */
function isTakenForInput(flavour: Flavour, call: Call, self: ObjectValue, result: Value): boolean {
  const [first] = call.args;
  if (flavour.name !== 'keras2' || first?.value.kind !== 'tensor' || result.kind !== 'tensor') return false;
  if (!result.graph || layerOf(self)?.description) return false;
  if (ownMethod(call.host, self, 'compute_output_shape', call.site)) return false;
  const [given, made] = [shapeOf(first.value), shapeOf(result)];
  if (!given || !made) return false;
  return (
    given.length !== made.length ||
    given.some((dim, axis) => axis > 0 && compare(dim, made[axis] ?? dim) === 'different')
  );
}

function withoutShape({ host, site }: Call, { class: { name } }: ObjectValue, value: Value): Value {
  if (value.kind !== 'tensor') return value;
  return tensor(host, { ...value, shape: undefined, source: { ...value.source, operation: name, site } });
}
