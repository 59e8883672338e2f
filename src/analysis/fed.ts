/** Whether a model is fed with something: `model.fit(X, y)` says that the first axis of X are samples. */
import type { Source } from '../project/source.ts';
import { nodesAround } from '../syntax/find.ts';
import type { Expr, FunctionExpr, Module, Span } from '../syntax/tree.ts';

/** Methods of Keras' models that take the samples first. */
const FED = new Set([
  'fit',
  'predict',
  'evaluate',
  'train_on_batch',
  'test_on_batch',
  'predict_on_batch',
  'trainOnBatch',
]);

type Place = Pick<Source, 'text' | 'module'>;

/** Where a model is fed with what an expression says, if nothing is assigned to it between the two places. */
export function fedAfter({ text, module }: Place, data: Expr, place: Span): Expr | undefined {
  const written = text.slice(data.start, data.end);
  const root = data.kind === 'attribute' ? data.object : data;
  if (root.kind !== 'name') return undefined;
  const holder = holderOf(module, place, root.name);
  return feeds(module.body).find(fed => {
    if (text.slice(fed.start, fed.end) !== written) return false;
    const isSame = holderOf(module, fed, root.name) === holder;
    const [from, to] = [Math.min(fed.start, place.start), Math.max(fed.start, place.start)];
    return isSame && !bindings(holder ?? module, root.name).some(at => from <= at && at < to);
  });
}

/** The first argument of each call that feeds a model. */
function feeds(part: unknown): readonly Expr[] {
  if (Array.isArray(part)) return part.flatMap(feeds);
  if (typeof part !== 'object' || part === null) return [];
  const inner = Object.values(part).flatMap(child => (typeof child === 'object' ? feeds(child) : []));
  if (!isCall(part) || part.callee.kind !== 'attribute' || !FED.has(part.callee.name)) return inner;
  const given = part.arguments.find(({ name }) => name === 'x') ?? part.arguments[0];
  return given && given.spread === null && (given.name === null || given.name === 'x')
    ? [given.value, ...inner]
    : inner;
}

function isCall(part: object): part is Extract<Expr, { kind: 'call' }> {
  return 'kind' in part && part.kind === 'call';
}

/** The innermost function around a place that binds a name; undefined where the module does, or nothing. */
export function holderOf(module: Module, place: Span, name: string): FunctionExpr | undefined {
  return nodesAround(module, place).findLast(
    (node): node is FunctionExpr =>
      node.kind === 'function' && 'parameters' in node && bindings(node, name).length > 0,
  );
}

/** Where something binds a name, functions inside left out. */
function bindings(part: unknown, name: string, isInside = false): readonly number[] {
  if (Array.isArray(part)) return part.flatMap(each => bindings(each, name, isInside));
  if (typeof part !== 'object' || part === null) return [];
  if (isInside && 'kind' in part && part.kind === 'function') return [];
  const targets = 'targets' in part ? part.targets : 'target' in part ? part.target : undefined;
  const own = bound(targets, name);
  return [
    ...own,
    ...Object.values(part).flatMap(child => (typeof child === 'object' ? bindings(child, name, true) : [])),
  ];
}

function bound(target: unknown, name: string): readonly number[] {
  if (Array.isArray(target)) return target.flatMap(each => bound(each, name));
  if (typeof target !== 'object' || target === null || !('kind' in target)) return [];
  if (target.kind === 'sequence' && 'items' in target) return bound(target.items, name);
  if ((target.kind === 'rest' || target.kind === 'default') && 'target' in target)
    return bound(target.target, name);
  return target.kind === 'name' &&
    'name' in target &&
    target.name === name &&
    'start' in target &&
    typeof target.start === 'number'
    ? [target.start]
    : [];
}
