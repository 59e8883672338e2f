/** Modules taken apart and put together: `nnx.split`, `nnx.merge`, `nnx.state`. https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/graph.html */
import { instance } from '../../array/opaque.ts';
import {
  isModule,
  isWhole,
  type NamedTensor,
  namedModules,
  namedParameters,
  nativeOf,
} from '../../modules/tree.ts';
import {
  beside,
  type Call,
  dict,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  type TensorValue,
  tuple,
  type Value,
} from '../../parts.ts';

const GRAPH_DEF: NativeClass = {
  kind: 'native-class',
  name: 'GraphDef',
  qualified: 'flax.nnx.GraphDef',
  framework: 'flax',
  ancestors: [],
  construct: ({ host, site }) => host.unknown('a graph definition', site),
};

/** What each graph definition was made of; entries live as long as it. */
const SOURCES = beside<NativeValue, Value>();

/** Parameters as a tree of dicts by the parts of their names; `rest`: what else may be at any place. */
export function nested(
  named: readonly (readonly [string, TensorValue])[],
  separator: string,
  rest?: Value,
): Value {
  const groups = new Map<string, (readonly [string, TensorValue])[]>();
  const leaves: [string, Value][] = [];
  for (const [name, value] of named) {
    const cut = name.indexOf(separator);
    if (cut < 0) leaves.push([name, value]);
    else {
      const head = name.slice(0, cut);
      groups.set(head, [...(groups.get(head) ?? []), [name.slice(cut + 1), value]]);
    }
  }
  const inner = [...groups].map(
    ([head, below]) => [/^\d+$/.test(head) ? Number(head) : head, nested(below, separator, rest)] as const,
  );
  return dict([...leaves, ...inner], rest);
}

/** The running statistics of norms. */
function statisticsOf(host: Call['host'], root: Value, site: Call['site']): readonly NamedTensor[] {
  return namedModules(root).flatMap(([path, module]) =>
    (nativeOf(module)?.layer?.built.value.weights ?? []).flatMap(({ name, trainable }): NamedTensor[] => {
      const value = trainable ? undefined : host.attribute(module, name, site);
      return value?.kind === 'tensor' ? [[path === '' ? name : `${path}.${name}`, value]] : [];
    }),
  );
}

/** What a filter leaves of a module: parameters alone, or (without one) all of its variables, of which parameters are known. */
function stateFor({ host, site }: Call, module: Value, filter: Value | undefined): Value {
  if (isModule(module) && filter?.kind === 'native-function' && filter.name === 'nnx.BatchStat')
    return nested(statisticsOf(host, module, site), '.', host.unknown('a variable of a module', site));
  const isParameters = filter?.kind === 'native-function' && filter.name === 'nnx.Param';
  if (!isModule(module) || (filter && !isParameters)) return host.unknown('the state of a module', site);
  const others = host.unknown('a variable of a module', site);
  return nested(namedParameters(host, module), '.', isParameters && isWhole(module) ? undefined : others);
}

/** One state for each filter, or one of all. */
function statesOf(call: Call, module: Value, filters: Call['args']): readonly Value[] {
  return filters.length === 0
    ? [stateFor(call, module, undefined)]
    : filters.map(({ value }) => stateFor(call, module, value));
}

function stateOf(call: Call): Value {
  const { host, args, site, open } = call;
  const [module, ...filters] = args;
  if (!module || open) return host.unknown('the state of a module', site);
  const states = statesOf(call, module.value, filters);
  const [only] = states;
  return only && states.length === 1 ? only : tuple(states);
}

/** The graph definition, and one state for each filter. */
function split(call: Call): Value {
  const { host, site, args, open } = call;
  const [module, ...filters] = args;
  if (!module || open) return host.unknown('the parts of a module', site);
  const graph = instance(host, GRAPH_DEF, site, {});
  SOURCES.set(graph, module.value);
  return tuple([graph, ...statesOf(call, module.value, filters)]);
}

function merge({ host, site, args: [graph] }: Call): Value {
  const module = graph?.value.kind === 'native' ? SOURCES.get(graph.value) : undefined;
  return module ?? host.unknown('a module put together again', site);
}

const nothing = (name: string): Value => nativeFunction(`nnx.${name}`, () => NONE);
const given = (name: string): Value =>
  nativeFunction(`nnx.${name}`, ({ args: [first] }) => first?.value ?? NONE);

export const STATE: Readonly<Record<string, Value>> = {
  split: nativeFunction('nnx.split', split),
  merge: nativeFunction('nnx.merge', merge),
  state: nativeFunction('nnx.state', stateOf),
  ...Object.fromEntries(['update', 'display', 'tabulate', 'reseed'].map(name => [name, nothing(name)])),
  ...Object.fromEntries(
    ['clone', 'data', 'static', 'to_pure_dict', 'view', 'as_pure', 'unflatten'].map(name => [
      name,
      given(name),
    ]),
  ),
};
