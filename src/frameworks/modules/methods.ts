/** Methods of modules as data: a framework's dialect gives them its own names. */
import {
  asString,
  type Call,
  dict,
  itemsOf,
  joinValues,
  list,
  listOf,
  NONE,
  string,
  tuple,
  type Value,
  wholeDict,
} from '../parts.ts';
import type { Method } from './dialect.ts';
import {
  childrenOf,
  distinctParameters,
  isWhole,
  type NamedValue,
  namedBuffers,
  namedModules,
  namedWeights,
  stateOf,
} from './tree.ts';

const pairs = (named: readonly NamedValue[]): Value =>
  list(named.map(([name, value]) => tuple([string(name), value])));
const values = (named: readonly NamedValue[]): Value => list(named.map(([, value]) => value));

/** Gives the module: `model.eval()`, `model.to(device)`. */
export const itself: Method = module => module;

/** Nothing that shapes depend on. */
export const nothing: Method = () => NONE;

/** The list of what is known of a module; where it may hold more, of some number of such items. */
function listed(module: Value, all: Value, { host, site }: Call): Value {
  if (isWhole(module)) return all;
  const items = all.kind === 'list' ? itemsOf(all) : undefined;
  const [first = host.unknown('a parameter of a module that is not known', site), ...others] = items ?? [];
  return listOf({ element: others.reduce(joinValues, first), length: undefined });
}

export const parameters: Method = (module, call) =>
  listed(module, values(distinctParameters(call.host, module)), call);
export const parameterPairs: Method = (module, call) =>
  listed(module, pairs(distinctParameters(call.host, module)), call);
export const weights: Method = (module, { host }) => values(namedWeights(host, module));
export const weightPairs: Method = (module, { host }) => pairs(namedWeights(host, module));
export const weightDict: Method = (module, { host }) => dict(namedWeights(host, module));
export const stateDict: Method = (module, { host, site }) =>
  isWhole(module)
    ? wholeDict(stateOf(host, module))
    : dict(stateOf(host, module), host.unknown('what else the module holds', site));
export const buffers: Method = (module, { host }) => values(namedBuffers(host, module));
export const bufferPairs: Method = (module, { host }) => pairs(namedBuffers(host, module));
export const children: Method = module => values(childrenOf(module));
export const childPairs: Method = module => pairs(childrenOf(module));
export const modules: Method = module => values(namedModules(module));
export const modulePairs: Method = module => pairs(namedModules(module));
export const noneOfThem: Method = () => list([]);

export const submodule: Method = (module, { args, host, site }) => {
  const wanted = args[0] && asString(args[0].value);
  const found = namedModules(module).find(([name]) => name === wanted);
  return found?.[1] ?? host.unknown('a submodule', site);
};

/** One method under several names. */
export function named(names: readonly string[], method: Method): Readonly<Record<string, Method>> {
  return Object.fromEntries(names.map(name => [name, method]));
}

/** What modules are asked for by PyTorch's names. */
export const TREE_METHODS: Readonly<Record<string, Method>> = {
  buffers,
  named_buffers: bufferPairs,
  parameters,
  named_parameters: parameterPairs,
  children,
  named_children: childPairs,
  state_dict: stateDict,
};
