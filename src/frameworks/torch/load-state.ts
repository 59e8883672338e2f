/** `load_state_dict(state_dict)`: https://docs.pytorch.org/docs/stable/generated/torch.nn.Module.html#torch.nn.Module.load_state_dict */

import { compare, printShape, type Shape } from '../../shapes/index.ts';
import { placeOfEntry } from '../../values/index.ts';
import { figures } from '../../words/index.ts';
import { suspectLoaded } from '../array/loaded-weights.ts';
import { refuseArgument, refused, type Scene } from '../array/scene.ts';
import { isWrittenNone, KINDS } from '../kinds.ts';
import type { Method } from '../modules/dialect.ts';
import { Options } from '../modules/options.ts';
import { isWhole, type NamedValue, namedModules, stateOf } from '../modules/tree.ts';
import { type Argument, bind, type Host, shapeOf, signature, type Value } from '../parts.ts';

/**
 * Tensors of one name must have one shape, whatever `strict` says. A recurrent layer holds what its arguments say: where `strict` is not False, it takes
 * these weights and no others. Other names are not compared: what a module holds may not all be known.
 */
export const loadStateDict: Method = (module, call) => {
  const { host, site } = call;
  const scene: Scene = { host, framework: 'torch', operation: 'load_state_dict', site };
  const bound = bind(call, PARAMETERS, 'load_state_dict', 'torch');
  if (bound.refused) return refused(scene);
  const given = bound.given('state_dict');
  if (!given) return host.unknown('the keys that `load_state_dict` missed', site);
  if (isNoDictionary(host, given)) return refuseOther(scene, given);
  const wrong = firstWrong(stateOf(host, module), given.value);
  if (wrong) return refuseShape(scene, given, wrong);
  suspectWeights(scene, given, module);
  const isStrict = new Options(scene, bound).flag('strict') === true;
  const names = isStrict ? namesThatDiffer(host, module, given.value) : undefined;
  if (names) return refuseNames(scene, given, names);
  return host.unknown('the keys that `load_state_dict` missed', site);
};

const PARAMETERS = signature('state_dict, strict=True, assign=False');

/** Numbers, texts, lists, tensors, layers and functions: what surely is no dictionary. */
function isNoDictionary(host: Host, { value, at }: Argument): boolean {
  if (value.kind === 'none') return isWrittenNone(host, value, at);
  if (value.kind === 'native') return value.layer !== undefined || value.model !== undefined;
  return KINDS.text.refuses(value)
    ? value.kind !== 'dict'
    : (value.kind === 'string' && value.value !== undefined) || value.kind === 'native-function';
}

const refuseOther = (scene: Scene, { at }: Argument): Value =>
  refuseArgument(scene, {
    parameter: 'state_dict',
    aspect: 'type',
    allowed: 'a dictionary',
    at,
    says: 'Expected state_dict to be dict-like, got',
  });

function suspectWeights(scene: Scene, { value, at }: Argument, module: Value): void {
  if (value.kind !== 'dict') return;
  for (const [name, own] of stateOf(scene.host, module)) {
    const given = value.entries.value.known.get(name);
    if (own.kind === 'tensor' && given) suspectLoaded(scene, own, given, placeOfEntry(value, name) ?? at);
  }
}

interface Names {
  readonly missing: string | undefined;
  readonly further: string | undefined;
}

/** Names of a recurrent layer's that one side has and the other has not: of the module itself, or of one in it that both sides have. */
function namesThatDiffer(host: Host, module: Value, given: Value): Names | undefined {
  if (given.kind !== 'dict') return undefined;
  const { known, rest } = given.entries.value;
  const keys = [...known.keys()].map(String);
  for (const [path, layer] of namedModules(module)) {
    if (layer.kind !== 'native' || !layer.layer?.recurrent || !isWhole(layer)) continue;
    const prefix = path && `${path}.`;
    const theirs = keys.filter(key => key.startsWith(prefix) && IS_WEIGHT.test(key.slice(prefix.length)));
    if (path && theirs.length === 0) continue;
    const own = stateOf(host, layer).map(([name]) => prefix + name);
    const missing = rest ? undefined : own.find(name => !known.has(name));
    const further = theirs.find(name => !own.includes(name));
    if (missing !== undefined || further !== undefined) return { missing, further };
  }
  return undefined;
}

const IS_WEIGHT = /^(weight|bias)_/;

function refuseNames(scene: Scene, { at }: Argument, { missing, further }: Names): Value {
  const isMissing = missing !== undefined;
  const name = missing ?? further ?? '';
  return refuseArgument(scene, {
    parameter: 'state_dict',
    aspect: 'value',
    allowed: `a dictionary ${isMissing ? 'with' : 'without'} \`${name}\``,
    given: `one ${isMissing ? 'without' : 'with'} it`,
    at,
    says: `${isMissing ? 'Missing' : 'Unexpected'} key(s) in state_dict: "${name}"`,
  });
}

interface Wrong {
  readonly name: string;
  readonly own: Shape;
  readonly given: Shape;
}

function firstWrong(own: readonly NamedValue[], given: Value): Wrong | undefined {
  if (given.kind !== 'dict') return undefined;
  const { known } = given.entries.value;
  for (const [name, value] of own) {
    const other = known.get(name);
    const [a, b] = [value, other].map(one => (one?.kind === 'tensor' ? shapeOf(one) : undefined));
    if (a && b && areDifferent(a, b)) return { name, own: a, given: b };
  }
  return undefined;
}

/** A tensor of one axis may be loaded into one without axes, as old versions kept them. */
const areDifferent = (a: Shape, b: Shape): boolean =>
  (a.length > 0 || b.length !== 1) &&
  (a.length !== b.length ||
    a.some((dim, axis) => {
      const other = b[axis];
      return other !== undefined && compare(dim, other) === 'different';
    }));

function refuseShape(scene: Scene, { at }: Argument, { name, own, given }: Wrong): Value {
  return refuseArgument(scene, {
    parameter: 'state_dict',
    aspect: 'value',
    allowed: `a dictionary whose \`${name}\` is ${printShape(own)}`,
    given: `one where it is ${printShape(given)}`,
    at,
    says: `size mismatch for ${name}: copying a param with shape torch.Size([${figures(given)}]) from checkpoint, the shape in current model is torch.Size([${figures(own)}]).`,
  });
}
