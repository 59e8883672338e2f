/**
 * Recurrent layers of functional Keras models whose output is assigned to a name that nothing reads: `b = LSTM(8)(x)`, and the model is built
 * from something else. Only layers that are made where they are called, for then nothing else can have them.
 */
import { type Node, nodesAround } from '../../syntax/find.ts';
import type { AssignStmt, Module, Span, Stmt } from '../../syntax/tree.ts';
import type { NativeValue } from '../../values/index.ts';
import type { Machine } from '../machine.ts';
import { namesIn } from '../mentions.ts';
import { mentionedIn } from './mentioned.ts';

/** States the outputs that a file makes and does not use. */
export function suspectUnusedOutputs(m: Machine, path: string): void {
  const { layers, models } = m.recorder.of(path);
  const graphs = models.filter(made => made.model && /^(Functional|Model)$/.test(made.class.name));
  const candidates = layers.filter(({ layer }) => isCalledInGraph(layer));
  if (graphs.length === 0 || candidates.length === 0) return;
  const module = m.project.source(path)?.module;
  if (!module) return;
  const held = new Set(
    [...m.recorder.paths()].flatMap(file =>
      m.recorder
        .of(file)
        .models.flatMap(({ model }) => (model?.rows() ?? []).flatMap(({ layer }) => withInner(layer))),
    ),
  );
  const inner = new Set(candidates.flatMap(({ layer }) => layer.layer?.inner ?? []));
  const stated = new Set<number>();
  for (const { layer } of candidates) {
    const { site } = layer;
    const isInUse = candidates.some(
      ({ layer: other }) => other.site.start === site.start && held.has(other.id),
    );
    if (isInUse || held.has(layer.id) || inner.has(layer) || stated.has(site.start)) continue;
    const found = unreadResult(module, site);
    if (!found) continue;
    const isInModel = graphs.some(
      ({ site: made }) => isWithin(made, found.scope) && made.start > found.statement.end,
    );
    if (!isInModel || isReadElsewhere(m, path, found)) continue;
    stated.add(site.start);
    suspect(m, path, layer, found);
  }
}

function isCalledInGraph({ layer }: NativeValue): boolean {
  return (
    (layer?.framework === 'keras' || layer?.framework === 'tfjs') &&
    layer.recurrent &&
    layer.built.value.called
  );
}

function withInner(layer: NativeValue): readonly number[] {
  return [layer.id, ...(layer.layer?.inner ?? []).flatMap(withInner)];
}

interface Unread {
  readonly statement: AssignStmt;
  readonly name: Span & { readonly name: string };
  /** The function or module that the statement stands in. */
  readonly scope: Span;
  readonly isModule: boolean;
}

/** The statement that assigns the output to a name which its function does not read before it is assigned again. */
function unreadResult(module: Module, site: Span): Unread | undefined {
  const around = nodesAround(module, site);
  const at = around.findLastIndex(node => node.kind === 'assign');
  const statement = around[at];
  if (statement?.kind !== 'assign') return undefined;
  const [target, ...others] = statement.targets;
  if (target?.kind !== 'name' || others.length > 0) return undefined;
  if (!around.slice(at + 1).every(isOfCall) || around.length < at + 3) return undefined;
  const outer = around[at - 1];
  const isModule = outer === undefined;
  // Elsewhere than in the body itself another round or branch may read it.
  if (!isModule && outer.kind !== 'function') return undefined;
  const body = isModule ? module.body : outer.kind === 'function' && 'body' in outer ? outer.body : undefined;
  if (!body || isReadIn(body, statement, target.name)) return undefined;
  const scope = isModule ? { start: 0, end: Number.POSITIVE_INFINITY } : outer;
  return { statement, name: target, scope, isModule };
}

/** `LSTM(8)(x)`, `tf.layers.lstm({ units: 8 }).apply(x)` */
const isOfCall = (node: Node): boolean =>
  node.kind === 'call' || (node.kind === 'attribute' && 'name' in node && node.name === 'apply');

/** Whether what follows a statement reads the name before it is assigned anew, or an earlier function does at any time. */
function isReadIn(body: readonly Stmt[], statement: AssignStmt, name: string): boolean {
  const index = body.indexOf(statement);
  const earlier = body.slice(0, index).filter(({ kind }) => kind === 'function' || kind === 'class');
  if (earlier.some(each => namesIn(each).has(name))) return true;
  for (const later of body.slice(index + 1)) {
    const [target] = later.kind === 'assign' ? later.targets : [];
    const isAnew =
      later.kind === 'assign' &&
      later.targets.length === 1 &&
      target?.kind === 'name' &&
      target.name === name;
    if (namesIn(isAnew ? later.value : later).has(name)) return true;
    if (isAnew) return false;
  }
  return false;
}

/** Other files may import what a module holds; and who asks for all names gets this one. */
function isReadElsewhere(m: Machine, path: string, { name: { name }, isModule }: Unread): boolean {
  const own = m.project.source(path)?.module;
  const asksForAll =
    own && ['locals', 'globals', 'vars', 'eval', 'exec'].some(how => mentionedIn(own).asks.has(how));
  if (asksForAll) return true;
  const others = [...m.modules.keys(), ...m.roots].filter(other => other !== path);
  return (
    isModule &&
    others.some(other => {
      const module = m.project.source(other)?.module;
      const mentioned = module && mentionedIn(module);
      return mentioned?.variables.has(name) || mentioned?.members.has(name);
    })
  );
}

function isWithin(inner: Span, outer: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

function suspect(m: Machine, path: string, layer: NativeValue, { statement, name }: Unread): void {
  const { statement: before } = m;
  m.statement = { file: path, start: statement.start, end: statement.end, what: '' };
  m.host.suspect({
    kind: 'unused-layer',
    framework: layer.class.framework,
    operation: layer.class.name,
    at: { file: path, start: name.start, end: name.end, what: '' },
    name: name.name,
    hasWeights: true,
    what: 'output',
  });
  m.statement = before;
}
