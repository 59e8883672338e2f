/**
 * What differs between the frameworks whose layers are modules: objects that hold their weights from construction on, and classes that users
 * derive from (torch.nn.Module, paddle.nn.Layer, mindspore.nn.Cell, flax.nnx.Module, equinox.Module).
 */
import type { Call, FrameworkName, Host, NativeValue, TensorValue, Value } from '../parts.ts';
import { type UnboundMethods, unboundMethod } from '../unbound-methods.ts';
import type { Options } from './options.ts';

/** A method that any module has; `module` is what it is called on. */
export type Method = (module: Value, call: Call) => Value;

export interface Dialect {
  readonly framework: FrameworkName;
  /** Where its layers live: 'torch.nn'. */
  readonly path: string;
  /** The class that all of them derive from: 'Module'. */
  readonly base: string;
  /** The method that a call of a module runs: 'forward'. */
  readonly entry: string;
  /** The first parameter of a layer's call, where it is not 'input'. */
  readonly input?: string;
  /** Whether constructor arguments ask for a bias (undefined: not known); absent: a flag of the name `bias`. */
  readonly bias?: (options: Options) => boolean | undefined;
  /**
   * What a sequential container takes in one argument: a list of modules, or each argument a pair of a name and a module; or nothing: modules
   * are added one after the other.
   */
  readonly sequence?: 'list' | 'pairs' | 'added';
  /** Joins a layer's path in its model and a weight's name, where the framework names weights by both. */
  readonly pathSeparator?: string;
  /** What every module can do. */
  readonly methods: Readonly<Record<string, Method>>;
  /** What every module has that is no method: `variables` of Sonnet's; undefined: it is not known. */
  readonly properties?: Readonly<Record<string, (host: Host, module: Value) => Value | undefined>>;
  /** Names of weights that an attribute of another name gives: `input_to_hidden` of Sonnet's `w_i`. */
  readonly weightsUnder?: Readonly<Record<string, readonly string[]>>;
  /** `layer[0]`, of what every layer is a list or dictionary of. */
  readonly index?: (layer: NativeValue, call: Call) => Value;
  /** Methods `name(key, value)` of a user's module that set an attribute: 'register_buffer'. */
  readonly registers: readonly string[];
  /** Of classes that users derive: see `Extension` of src/values. */
  readonly precedes?: boolean;
  readonly fields?: boolean;
  /** Whether a layer or container surely has no attribute of a name that is none of what it is known to have. */
  readonly lacks?: (name: string, module: NativeValue) => boolean;
  /** Whether a class of layers surely has no attribute of this name itself: only its objects do. */
  readonly classLacks?: (type: string, name: string) => boolean;
  /** Methods that are known of a class of modules: `nn.Module.parameters`. */
  readonly classMethods?: (type: string) => UnboundMethods;
  /** What a class of layers has that only its objects make something of: `all_weights`. */
  readonly classProperties?: (type: string, name: string) => boolean;
  /** Whether no module of a user's has an attribute of this name, unless it has given itself one. */
  readonly lacksOwn?: (name: string) => boolean;
  /** Whether each module of a user's has an attribute of this name by itself; absent: not all such names are known. */
  readonly inherited?: (name: string) => boolean;
  /**
   * All that a user's module holds is part of it, in lists and dicts too: modules are its submodules, and arrays its parameters, as far as this says so
   * (MLX, Equinox); absent: only what it holds by an attribute, and what was made a parameter.
   */
  readonly nests?: (name: string, array: TensorValue) => boolean;
  /** What is raised where trained weights are asked for of whole numbers, which have no gradient; absent: it is not known. */
  readonly trainsFloats?: string;
  /** Constructor arguments that layers do not keep as attributes. */
  readonly forgets: readonly string[] | 'all';
  /** What code sees as a layer's weight, where that is not the tensor itself. */
  readonly parameter?: (host: Host, tensor: TensorValue) => Value;
}

/** 'torch.nn.LSTM' */
export function qualified({ path }: Dialect, name: string): string {
  return `${path}.${name}`;
}

/** `nn.Module.parameters`; undefined where nothing is known of the name. */
export const methodOfClass = (
  { framework, classMethods }: Dialect,
  type: string,
  name: string,
): Value | undefined => classMethods && unboundMethod(framework, type, classMethods(type), name);
