/** What every nn.Module can do: the attributes that layers, containers and users' modules share. */
import {
  asString,
  type Call,
  dict,
  type Host,
  list,
  NONE,
  nativeFunction,
  type ObjectValue,
  SOME_BOOL,
  string,
  tuple,
  type Value,
} from '../parts.ts';
import { childrenOf, type NamedValue, namedModules, namedParameters } from './module-tree.ts';

type Method = (module: Value, call: Call) => Value;

const itself: Method = module => module;
const nothing: Method = () => NONE;
const pairs = (named: readonly NamedValue[]): Value =>
  list(named.map(([name, value]) => tuple([string(name), value])));
const values = (named: readonly NamedValue[]): Value => list(named.map(([, value]) => value));

const METHODS: Readonly<Record<string, Method>> = {
  train: itself,
  eval: itself,
  to: itself,
  cuda: itself,
  cpu: itself,
  float: itself,
  double: itself,
  half: itself,
  bfloat16: itself,
  type: itself,
  requires_grad_: itself,
  share_memory: itself,
  to_empty: itself,
  apply: itself,
  zero_grad: nothing,
  compile: nothing,
  flatten_parameters: nothing,
  reset_parameters: nothing,
  extra_repr: () => string(undefined),
  parameters: (module, { host }) => values(namedParameters(host, module)),
  named_parameters: (module, { host }) => pairs(namedParameters(host, module)),
  buffers: () => list([]),
  named_buffers: () => list([]),
  children: module => values(childrenOf(module)),
  named_children: module => pairs(childrenOf(module)),
  modules: module => values(namedModules(module)),
  named_modules: module => pairs(namedModules(module)),
  state_dict: (module, { host }) => dict(namedParameters(host, module)),
  load_state_dict: (_module, { host, site }) => host.unknown('the keys that `load_state_dict` missed', site),
  get_submodule: (module, call) => submodule(module, call),
};

function submodule(module: Value, { args, host, site }: Call): Value {
  const wanted = args[0] && asString(args[0].value);
  const found = namedModules(module).find(([name]) => name === wanted);
  return found?.[1] ?? host.unknown('a submodule', site);
}

/** Calling a module runs its `forward`: the user's where the class has one, else that of the layer it derives from. */
export const callForward = ({ host, args, site }: Call, self: ObjectValue): Value =>
  host.call(host.attribute(self, 'forward', site), args, site);

/** An attribute of any module; undefined where there is none as far as is known. */
export function moduleAttribute(host: Host, module: Value, name: string): Value | undefined {
  if (name === 'training') return SOME_BOOL;
  if (name === '__class__') return module.kind === 'native' ? module.class : undefined;
  if (name === '__call__' || (name === 'forward' && module.kind === 'native')) {
    return nativeFunction(name, call => host.call(module, call.args, call.site));
  }
  const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
  if (method) return nativeFunction(name, call => method(module, call));
  return childrenOf(module).find(([child]) => child === name)?.[1];
}
