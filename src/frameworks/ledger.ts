/**
 * The coverage ledger: every name that the frameworks' modules list, what it is and how much is known of it. Read off the modules themselves, so
 * that it cannot say anything else than they do.
 */
import { FRAMEWORKS } from './index.ts';
import type {
  Framework,
  FrameworkName,
  Host,
  ModuleValue,
  NativeClass,
  NativeFunction,
  Standing,
  TensorValue,
  Value,
} from './parts.ts';

export type NameKind = NativeClass['role'] | 'class' | 'function' | 'method' | 'attribute' | 'constant';

export interface KnownName {
  readonly name: string;
  readonly kind: Exclude<NameKind, undefined>;
  readonly standing: 'modelled' | Standing;
}

export interface KnownModule {
  /** As programs write it: 'torch.nn.functional'. */
  readonly path: string;
  /** By name. Without those that a module nearer to the root has too. */
  readonly names: readonly KnownName[];
  /** Takes any name, and knows no more of it than that. */
  readonly isOpen: boolean;
  /** Names that it shares with modules listed before it. */
  readonly shared: readonly string[];
}

export interface Alias {
  readonly path: string;
  /** Where its names are listed. */
  readonly same: string;
}

export interface KnownFramework {
  readonly name: FrameworkName;
  /** Nearest to the root first, then in the framework's own order. */
  readonly modules: readonly KnownModule[];
  readonly aliases: readonly Alias[];
  /** Methods and attributes of its tensors. */
  readonly tensor: readonly KnownName[];
}

export interface LedgerInput {
  readonly host: Host;
  /** Some tensor of a framework: which of its attributes are methods is seen by asking for them. */
  readonly tensorOf: (framework: FrameworkName) => TensorValue;
}

/** Nothing of a run goes into it: the host's versions decide between the flavours of a framework and no more. */
export function ledger(input: LedgerInput): readonly KnownFramework[] {
  const visited = new Map<ModuleValue, string>();
  return FRAMEWORKS.map(framework => ({
    name: framework.name,
    ...modulesOf(framework, input.host, visited),
    tensor: tensorNames(framework, input),
  }));
}

/** How the names of a top-level import are written: packages of npm are imported under a name of their own. */
const rootPath = (root: string, { name }: ModuleValue): string => (root.startsWith('@') ? name : root);

function modulesOf(
  framework: Framework,
  host: Host,
  visited: Map<ModuleValue, string>,
): Pick<KnownFramework, 'modules' | 'aliases'> {
  const modules: KnownModule[] = [];
  const aliases: Alias[] = [];
  const listed = new Set<Value | string>();
  const queue = Object.entries(framework.modules).map(([root, make]) => {
    const module = make(host);
    return { path: rootPath(root, module), written: root, module };
  });
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { path, written, module } = next;
    const before = visited.get(module);
    if (before !== undefined) {
      if (before !== written) aliases.push({ path: written, same: before });
      continue;
    }
    visited.set(module, path);
    const members = membersOf(module, host);
    queue.push(
      ...members.flatMap(([name, value]) =>
        value.kind === 'module'
          ? [{ path: `${path}.${name}`, written: `${path}.${name}`, module: value }]
          : [],
      ),
    );
    const own = members.filter(([, value]) => value.kind !== 'module');
    const isShared = ([name, value]: Member): boolean => listed.has(identity(name, value));
    const names = own.filter(member => !isShared(member)).map(([name, value]) => knownName(name, value));
    const shared = own.filter(isShared).map(([name]) => name);
    for (const [name, value] of own) listed.add(identity(name, value));
    modules.push({ path, names: names.toSorted(byName), isOpen: !module.names, shared: shared.toSorted() });
  }
  return { modules, aliases };
}

type Member = readonly [name: string, value: Value];

function membersOf(module: ModuleValue, host: Host): readonly Member[] {
  return (module.names?.() ?? []).flatMap(name => {
    const value = module.member(host, name);
    return value ? [[name, value] as const] : [];
  });
}

const byName = (a: KnownName, b: KnownName): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);

/** Tables are bound anew by each module that lists them: what has one qualified name is one thing. */
function identity(name: string, value: Value): Value | string {
  const own =
    value.kind === 'native-function' ? value.name : value.kind === 'native-class' ? value.qualified : '';
  return own.includes('.') ? `${value.kind} ${own} ${name}` : value;
}

function knownName(name: string, value: Value): KnownName {
  switch (value.kind) {
    case 'native-class':
      return { name, kind: value.role ?? 'class', standing: standingOf(value) };
    case 'native-function':
      return { name, kind: 'function', standing: standingOf(value) };
    default:
      return { name, kind: 'constant', standing: value.kind === 'unknown' ? 'opaque' : 'modelled' };
  }
}

const standingOf = ({ standing }: NativeClass | NativeFunction): KnownName['standing'] =>
  standing ?? 'modelled';

function tensorNames({ name, tensors }: Framework, { host, tensorOf }: LedgerInput): readonly KnownName[] {
  if (!tensors) return [];
  const self = tensorOf(name);
  return tensors.names
    .flatMap((attribute): readonly KnownName[] => {
      const value = tensors.attribute(host, self, attribute, self.source.site);
      // Of a framework with several kinds of arrays the others may have it.
      if (value === undefined) return [];
      return value.kind === 'native-function'
        ? [{ name: attribute, kind: 'method', standing: standingOf(value) }]
        : [{ name: attribute, kind: 'attribute', standing: 'modelled' }];
    })
    .toSorted(byName);
}
