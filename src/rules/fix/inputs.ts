/** Fixes of the shape that a model of Keras declares for its input: `Input((8,))`, `input_shape=(8,)`, `inputShape: [8]`. */
import { nodesAround } from '../../syntax/find.ts';
import type { Expr } from '../../syntax/tree.ts';
import type { FrameworkName, NativeValue, TensorValue } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { chainOf } from '../tell/operands.ts';
import { argumentValue } from './arguments.ts';
import { type Fix, proposals, replacing } from './fix.ts';
import { callAt, isPython, type Place, textAt } from './source.ts';

interface Declared extends Place {
  readonly expr: Expr;
}

/** Declares so many axes more or fewer: where the input is made, else in the layer that declares it for itself. */
export function redeclaring(
  tensor: TensorValue | undefined,
  layer: NativeValue | undefined,
  more: number,
  facts: Facts,
): readonly Fix[] {
  const root = chainOf(tensor).at(-1);
  if (!root?.graph) return [];
  const declared = [root.source.site, ...(layer ? [layer.site] : [])]
    .map(site => declaredBy(site, root.framework, facts))
    .find(found => found !== undefined);
  if (!declared) return [];
  const { expr, ...place } = declared;
  return proposals(
    ...textsFor(expr, place, more, facts).map(text => ({
      title: `Declare the input's shape as \`${text}\``,
      edits: [replacing(place, text)],
      isSafe: false,
    })),
  );
}

const NAMES = ['shape', 'input_shape', 'batch_shape', 'batch_input_shape'];

function declaredBy(site: Place, framework: FrameworkName, facts: Facts): Declared | undefined {
  const call = callAt(facts, site);
  const { file } = site;
  if (!call) return undefined;
  const edited = { call, file, framework, facts };
  const isInput = /(^|\.)(Input|InputLayer|input)$/.test(textAt(facts, { file, ...spanOf(call.callee) }));
  const expr = NAMES.map(name =>
    argumentValue(edited, name, isInput && name === 'shape' ? 0 : undefined),
  ).find(value => value !== undefined && !/^(number|string|dict|call)$/.test(value.kind));
  return expr && { expr, file, start: expr.start, end: expr.end };
}

const spanOf = ({ start, end }: Expr) => ({ start, end });

function textsFor(expr: Expr, place: Place, more: number, facts: Facts): readonly string[] {
  const written = textAt(facts, place);
  // `X.shape` counts the samples too.
  if (expr.kind !== 'tuple' && expr.kind !== 'list') return more === -1 ? [`${written}[1:]`] : [];
  const items = expr.items.map(({ start, end }) => textAt(facts, { ...place, start, end }));
  const list = (texts: readonly string[]): string => listed(texts, expr.kind === 'list');
  if (more < 0) {
    const isColumn = items.length > -more && items.slice(more).every(item => item === '1');
    return [...(isColumn ? [list(items.slice(0, more))] : []), list(items.slice(-more))];
  }
  const none = isPython(facts, place.file) ? 'None' : 'null';
  const ones = Array.from({ length: more }, () => '1');
  return more > 2
    ? []
    : [list([...items, ...ones]), list([none, ...ones.slice(1), ...items]), list([...ones, ...items])];
}

function listed(texts: readonly string[], isList: boolean): string {
  if (isList) return `[${texts.join(', ')}]`;
  return `(${texts.join(', ')}${texts.length === 1 ? ',' : ''})`;
}

/** `(X.shape[0], X.shape[1])`, where the samples were counted as the first axis, is `(X.shape[1], X.shape[2])`. */
export function shiftingAxes(at: Place, facts: Facts): Fix | undefined {
  const module = facts.files.get(at.file)?.module;
  const list =
    module && nodesAround(module, at).findLast(node => node.kind === 'tuple' || node.kind === 'list');
  if (list?.kind !== 'tuple' && list?.kind !== 'list') return undefined;
  const place = { file: at.file, start: list.start, end: list.end };
  const items = list.items.map(({ start, end }) => textAt(facts, { ...place, start, end }));
  const name = /^(.+)\[0\]$/.exec(items[0] ?? '')?.[1];
  if (name === undefined || items.length < 2 || items.some((item, axis) => item !== `${name}[${axis}]`))
    return undefined;
  const text = listed(
    items.map((_, axis) => `${name}[${axis + 1}]`),
    list.kind === 'list',
  );
  return { title: `Leave the samples out: \`${text}\``, edits: [replacing(place, text)], isSafe: false };
}
