/** Imports: the workspace's own files first, then frameworks, then the language's library. */
import { FRAMEWORK_ROOTS, frameworkModule } from '../frameworks/index.ts';
import { folderOf, nameOf, stemOf } from '../project/paths.ts';
import type { CallExpr, ImportBinding, ImportStmt, Module, Stmt } from '../syntax/tree.ts';
import { asString, type Host, type ModuleValue, type Scope, type Value } from '../values/index.ts';
import { find } from './attributes.ts';
import { at, type Flow, type Frame } from './frame.ts';
import type { LanguageRules } from './language-rules.ts';
import { fromJson } from './library/json.ts';
import type { Machine } from './machine.ts';
import { foreign, notImported } from './missing.ts';
import { replay } from './module-runs.ts';
import { declare, newScope, variableIn } from './scope.ts';
import { executeBlock } from './statements.ts';

/** The name of the program itself. */
const MAIN = '__main__';

const RELEVANT = new Set(FRAMEWORK_ROOTS);

export function executeImport(m: Machine, frame: Frame, s: ImportStmt): Flow {
  noteRelevance(m, frame, s.module, s.level);
  const value = importModule(m, frame, s.module, s.level);
  if (!value) m.unresolvedImports++;
  for (const binding of s.bindings) bindImport(m, frame, s, binding, value);
  return 'next';
}

function noteRelevance(m: Machine, frame: Frame, module: string, level: number): void {
  if (level === 0 && (RELEVANT.has(module) || RELEVANT.has(module.split('.')[0] ?? '')))
    m.recorder.relevant(frame.file);
}

function bindImport(
  m: Machine,
  frame: Frame,
  s: ImportStmt,
  binding: ImportBinding,
  value: Value | undefined,
): void {
  const site = at(frame, binding);
  const missing = (what: string): Value =>
    m.host.because(foreign(what, `${'.'.repeat(s.level)}${s.module}`, site));
  switch (binding.kind) {
    case 'root': {
      const root = s.module.split('.')[0] ?? s.module;
      declare(
        m,
        frame.scope,
        binding.local,
        importModule(m, frame, root, 0) ?? missing(`the module \`${root}\``),
      );
      return;
    }
    case 'module':
      declare(m, frame.scope, binding.local, value ?? missing(`the module \`${s.module}\``));
      return;
    case 'member': {
      const member = value && memberOf(m, frame, value, s, binding.member, site);
      declare(
        m,
        frame.scope,
        binding.local,
        member ??
          (value
            ? m.host.because({ ...notImported(value, s.module || '.', binding.member), at: site })
            : missing(`\`${binding.member}\` of \`${s.module || '.'}\``)),
      );
      return;
    }
    case 'all':
      if (value?.kind === 'module')
        for (const [name, item] of publicNames(m, value)) declare(m, frame.scope, name, item);
  }
}

/** `from package import name`: a variable of the package, or a module inside it. */
function memberOf(
  m: Machine,
  frame: Frame,
  value: Value,
  s: ImportStmt,
  name: string,
  site: ReturnType<typeof at>,
): Value | undefined {
  const found = find(m, value, name, site);
  if (found) return found;
  if (name === 'default') return value;
  const inside = s.module ? `${s.module}.${name}` : name;
  return frame.language.explicitSelf ? importModule(m, frame, inside, s.level) : undefined;
}

/** Finds a module by its written name; undefined where nothing is known of it. JavaScript's modules may be data, whose value is the default export. */
function importModule(m: Machine, frame: Frame, module: string, level: number): Value | undefined {
  const path = m.project.resolve(frame.file, module, level);
  if (path?.endsWith('.json')) return fromJson(m.host.readText(path) ?? '');
  if (path !== undefined && path !== frame.file) return runModule(m, path);
  if (level > 0) return undefined;
  return frameworkModule(m.host, module) ?? walk(m, frame, module) ?? frame.language.module(m.host, module);
}

/** `tensorflow.keras.layers`: the root module's members, one after the other. */
function walk(m: Machine, frame: Frame, module: string): Value | undefined {
  if (!frame.language.explicitSelf) return undefined;
  const [root = '', ...names] = module.split('.');
  let value: Value | undefined = frameworkModule(m.host, root) ?? frame.language.module(m.host, root);
  for (const name of names)
    value = value && find(m, value, name, at(frame, { start: m.statement.start, end: m.statement.end }));
  return value;
}

/** `require('x')`: what the module exports. */
export function requireModule(m: Machine, frame: Frame, e: CallExpr): Value {
  const [argument] = e.arguments;
  const name = argument?.value.kind === 'string' ? argument.value.value : undefined;
  const site = at(frame, e);
  if (name === undefined) return m.host.unknown('a module whose name is computed', site);
  noteRelevance(m, frame, name, 0);
  const value = importModule(m, frame, name, 0);
  if (!value) return m.host.because(foreign(`the module \`${name}\``, name, site));
  return (value.kind === 'module' && find(m, value, 'module.exports', site)) || value;
}

// --- modules of the workspace ---------------------------------------------------------------------------------------------

/** Executes a file of the workspace once and gives its module. Files that are analysed for themselves are not recorded twice. */
function runModule(m: Machine, path: string): Value | undefined {
  m.stretches?.spoil();
  const known = m.modules.get(path) ?? replay(m, path);
  if (known) return known;
  const source = m.project.source(path);
  if (!source) return undefined;
  const isRoot = m.roots.has(path);
  const { statement } = m;
  if (isRoot) m.muted++;
  const module = executeModule(
    m,
    path,
    source.module.language,
    frame => {
      executeBlock(m, frame, source.module.body);
    },
    nameAsImported(path),
  );
  if (isRoot) m.muted--;
  m.statement = statement;
  return module;
}

/**
 * Executes a file as the program itself. `importable` is told of the module when all has been run that an import of it runs; where that is never so
 * of this run, since code follows on what only the program itself does, it is not told.
 */
export function executeMain(
  m: Machine,
  path: string,
  { body, language }: Module,
  importable: (module: ModuleValue) => void,
): ModuleValue {
  const guard = body.findIndex(isMainGuard);
  const shared = guard < 0 ? body.length : guard;
  const isImportable = body.slice(shared).every(isMainGuard);
  return executeModule(
    m,
    path,
    language,
    (frame, module) => {
      const flow = executeBlock(m, frame, body.slice(0, shared));
      if (isImportable) importable(module);
      if (flow === 'next') executeBlock(m, frame, body.slice(shared));
    },
    MAIN,
  );
}

/** `if __name__ == '__main__':` without an `else`. */
function isMainGuard(s: Stmt): boolean {
  if (s.kind !== 'if' || s.orelse.length > 0 || s.test.kind !== 'compare') return false;
  const { operands, ops } = s.test;
  return (
    ops.length === 1 &&
    ops[0] === '==' &&
    operands.some(e => e.kind === 'name' && e.name === '__name__') &&
    operands.some(e => e.kind === 'string' && e.value === '__main__')
  );
}

/** The last part of its dotted name, which is all that the file itself says of it. */
function nameAsImported(path: string): string {
  const stem = stemOf(path);
  return stem === '__init__' ? nameOf(folderOf(path)) : stem;
}

function executeModule(
  m: Machine,
  path: string,
  language: Module['language'],
  run: (frame: Frame, module: ModuleValue) => void,
  name: string,
): ModuleValue {
  const { frame, module } = openModule(m, path, language, name);
  try {
    run(frame, module);
  } finally {
    m.heap.close();
  }
  return module;
}

/** A file before its first statement, or between two of them. */
export interface RunningModule {
  readonly frame: Frame;
  readonly module: ModuleValue;
}

/** Begins with a file, on an open heap that the caller closes. */
export function openModule(
  m: Machine,
  path: string,
  language: Module['language'],
  name = MAIN,
): RunningModule {
  const scope = newScope('module', path, undefined);
  const exported = new Map<string, Value>();
  const module = workspaceModule(path, scope, exported);
  m.run.scopes.set(module, scope);
  m.modules.set(path, module);
  const frame = moduleFrame(path, m.languages[language], scope, exported, module, m.heap.open());
  m.statement = { file: path, start: 0, end: 0, what: '' };
  frame.language.prepare?.(m.host, (variable, item) => declare(m, scope, variable, item), { path, name });
  return { frame, module };
}

function moduleFrame(
  path: string,
  language: LanguageRules,
  scope: Scope,
  exported: Map<string, Value>,
  value: ModuleValue,
  entry: number,
): Frame {
  return {
    scope,
    file: path,
    language,
    qualifiedName: undefined,
    owner: undefined,
    self: undefined,
    function: undefined,
    returns: [],
    yields: undefined,
    embrace: undefined,
    exits: [],
    entry,
    loop: undefined,
    outer: undefined,
    exported,
    module: value,
  };
}

function workspaceModule(path: string, scope: Scope, exported: ReadonlyMap<string, Value>): ModuleValue {
  return {
    kind: 'module',
    name: path,
    file: path,
    member: (_host: Host, name: string) => {
      if (exported.size > 0 && exported.has(name)) return exported.get(name);
      const commonJs = commonJsExports(scope);
      if (name === 'module.exports') return commonJs;
      if (commonJs?.kind === 'dict') return commonJs.entries.value.known.get(name);
      return variableIn(scope, name);
    },
  };
}

/** What a CommonJS module has put into `module.exports` or `exports`; undefined where it has put nothing there. */
function commonJsExports(scope: Scope): Value | undefined {
  const module = variableIn(scope, 'module');
  const exports = module?.kind === 'dict' ? module.entries.value.known.get('exports') : undefined;
  if (!exports || (exports.kind === 'dict' && exports.entries.value.known.size === 0)) return undefined;
  return exports;
}

function publicNames(m: Machine, module: ModuleValue): readonly (readonly [string, Value])[] {
  const scope = m.run.scopes.get(module);
  if (!scope) return (module.names?.() ?? []).flatMap(name => pair(name, module.member(m.host, name)));
  const all = variableIn(scope, '__all__');
  const listed = all && m.host.items(all)?.map(asString);
  return [...scope.variables].flatMap(([name, place]) => {
    const isPublic = listed ? listed.includes(name) : !name.startsWith('_');
    return isPublic ? pair(name, place.value) : [];
  });
}

function pair(name: string, value: Value | undefined): (readonly [string, Value])[] {
  return value ? [[name, value]] : [];
}
