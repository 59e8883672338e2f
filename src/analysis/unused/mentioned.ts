/**
 * What a text reads by name, and whether it asks for members without naming them. Names stand for whatever has them: an attribute that any code
 * reads of any object counts as read, which is more than the truth and never less.
 */
import type { ClassStmt, Module } from '../../syntax/tree.ts';

export interface Mentioned {
  /** Attributes that are read, keys that are taken apart, words of strings. */
  readonly members: ReadonlySet<string>;
  /** Variables that are read. */
  readonly variables: ReadonlySet<string>;
  /** By which names it asks for all members of something, or for one that is computed: 'children', 'getattr'. */
  readonly asks: ReadonlySet<string>;
}

const FILES = new WeakMap<Module, Mentioned>();
const CLASSES = new WeakMap<ClassStmt, ReadonlySet<string>>();

/** All of a file; what its classes ask of themselves is left to `askedOfItself`. */
export function mentionedIn(module: Module): Mentioned {
  const known = FILES.get(module);
  if (known) return known;
  const found = new Search();
  found.visit(module.body, false);
  FILES.set(module, found);
  return found;
}

/** By which names the methods of a class ask for members that they do not name, of whatever object, or hand theirs to code that may. */
export function askedOfItself(cls: ClassStmt): ReadonlySet<string> {
  const known = CLASSES.get(cls);
  if (known) return known;
  const found = new Set<string>();
  collectAsked(cls.body, found);
  CLASSES.set(cls, found);
  return found;
}

/** Members that give other members: PyTorch's, Keras', Paddle's, MindSpore's, MXNet's and MLX' modules, and Python's own. */
const GIVES_MEMBERS = new Set(
  `children named_children modules named_modules _modules __dict__ layers _layers sublayers named_sublayers _sub_layers cells_and_names
   _cells _children collect_params submodules get_submodule get_layer iter_modules iter_children iter_graph leaf_modules _flatten_layers
   getmembers attrgetter`.split(/\s+/),
);
/** What goes over all modules, whatever holds them: from outside of a class that is done to set or count their weights, not to call them. */
const WALKS = new Set(['modules', 'named_modules', 'cells_and_names', 'iter_modules']);
/** Functions that see all names of an object or of the scope. */
const SEES_ALL = new Set(['vars', 'dir', 'eval', 'exec', 'locals', 'globals']);
/** `Object.values(this)` */
const SHOWS_OWN = new Set(['entries', 'values', 'keys', 'assign']);
const BY_NAME = new Set(['getattr', 'getattr_recursive', 'rgetattr', 'get_attr', 'getfield']);
/** Functions that take an object and read none of its members. */
const READS_NONE = new Set(
  '__init__ super isinstance issubclass hasattr setattr __setattr__ print id type repr str len hash callable'.split(
    ' ',
  ),
);
const SELF = new Set(['self', 'this']);

interface Named {
  readonly kind: string;
  readonly name: string;
  readonly object?: unknown;
}

class Search implements Mentioned {
  readonly members = new Set<string>();
  readonly variables = new Set<string>();
  readonly asks = new Set<string>();

  /** Walks any part of the tree: every node is a plain object, lists of nodes are arrays. */
  visit(part: unknown, isClass: boolean): void {
    if (Array.isArray(part)) {
      for (const item of part) this.visit(item, isClass);
      return;
    }
    if (typeof part !== 'object' || part === null || isDocumentation(part)) return;
    const inside = isClass || ('kind' in part && part.kind === 'class');
    this.note(part, inside);
    for (const child of Object.values(part)) if (typeof child === 'object') this.visit(child, inside);
  }

  note(part: object, isClass: boolean): void {
    if ('key' in part && typeof part.key === 'string') this.members.add(part.key);
    if (!('kind' in part)) return;
    if (part.kind === 'string' && 'value' in part && typeof part.value === 'string')
      for (const word of part.value.split(/\W+/)) this.members.add(word);
    if (part.kind === 'augment' && 'target' in part && isNamed(part.target)) {
      this.members.add(part.target.name);
      this.variables.add(part.target.name);
    }
    // Of the two, only the expression knows of `a?.b`.
    if (part.kind === 'attribute' && 'optional' in part && isNamed(part)) this.members.add(part.name);
    if (part.kind === 'name' && isNamed(part)) this.variables.add(part.name);
    const asked = askedBy(part);
    if (asked !== undefined && !WALKS.has(asked) && !(isClass && isOfSelf(part))) this.asks.add(asked);
  }
}

/** A string that stands for itself. */
function isDocumentation(part: object): boolean {
  if (!('kind' in part) || part.kind !== 'expr' || !('value' in part)) return false;
  const { value } = part;
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'string';
}

function collectAsked(part: unknown, found: Set<string>): void {
  if (Array.isArray(part)) for (const item of part) collectAsked(item, found);
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return;
  const asked = askedBy(part) ?? (handsOver(part) ? 'self' : undefined);
  if (asked !== undefined) found.add(asked);
  for (const child of Object.values(part)) if (typeof child === 'object') collectAsked(child, found);
}

/** The name by which a node asks for what it does not name. */
function askedBy(part: object): string | undefined {
  if (!('kind' in part)) return undefined;
  if (part.kind === 'attribute' && 'optional' in part && isNamed(part))
    return GIVES_MEMBERS.has(part.name) && !isNoModel(part.object) ? part.name : undefined;
  if (part.kind !== 'call' || !('callee' in part) || !isNamed(part.callee)) return undefined;
  const { name, kind, object: owner } = part.callee;
  const [object, member] = argumentsOf(part);
  if (isNoModel(object)) return undefined;
  if (kind === 'name' && (SEES_ALL.has(name) || GIVES_MEMBERS.has(name))) return name;
  if (SHOWS_OWN.has(name) && isNamed(owner) && owner.name === 'Object') return name;
  return BY_NAME.has(name) && !hasKind(member, 'string') ? name : undefined;
}

/** A library or settings, by what people call them: `getattr(nn, kind)`, `tf.keras.layers`, `vars(args)`. */
const isNoModel = (object: unknown): boolean =>
  isNamed(object) && (LIBRARIES.test(object.name) || SETTINGS.test(object.name));

const LIBRARIES =
  /^(nn|torch|tf|keras|layers|np|jnp|F|optim|optimizers?|losses|nnx|eqx|jax|hk|activations|functional|init|math|v[12])$/;
const SETTINGS =
  /^_?(args?|arguments|opts?|options|config|configs|cfg|conf|params|hparams|hps|flags|FLAGS|settings|namespace)$/;

/** Whether it is asked of `self` or of `super()`. */
function isOfSelf(part: object): boolean {
  const object = 'object' in part ? part.object : argumentsOf(part)[0];
  if (isNamed(object)) return SELF.has(object.name);
  return (
    hasKind(object, 'call') && 'callee' in object && isNamed(object.callee) && object.callee.name === 'super'
  );
}

/** `f(self)`, of a function that may do anything with it. */
function handsOver(part: object): boolean {
  if (!('kind' in part) || part.kind !== 'call' || !('callee' in part)) return false;
  const given = argumentsOf(part).some(
    value => isNamed(value) && value.kind === 'name' && SELF.has(value.name),
  );
  return given && !(isNamed(part.callee) && READS_NONE.has(part.callee.name));
}

function argumentsOf(part: object): readonly unknown[] {
  if (!('arguments' in part) || !Array.isArray(part.arguments)) return [];
  return part.arguments.map((argument: unknown) =>
    typeof argument === 'object' && argument !== null && 'value' in argument ? argument.value : undefined,
  );
}

function isNamed(part: unknown): part is Named {
  return (
    typeof part === 'object' &&
    part !== null &&
    'kind' in part &&
    'name' in part &&
    typeof part.name === 'string'
  );
}

function hasKind(part: unknown, kind: string): part is object {
  return typeof part === 'object' && part !== null && 'kind' in part && part.kind === kind;
}
