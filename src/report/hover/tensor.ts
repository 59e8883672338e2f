/** The hovers of tensors, of their shapes and of tuples of them: the shape first, then where it comes from. */
import type { FileFacts } from '../../analysis/result.ts';
import { printShape } from '../../shapes/index.ts';
import { itemsOf, type ListValue, shapeOf, type TensorValue, type Value } from '../../values/index.ts';
import { gatesText } from '../gates.ts';
import { lossOf } from '../loss.ts';
import { blocks, escaped, inlineCode } from '../markdown/text.ts';
import { reasonText, STATE_SHAPE } from '../reason.ts';
import { shapeText } from '../shape-text.ts';
import { CAPTION, type HoverOptions } from './options.ts';

/** `runs`: what the expression was in each run that was seen, the last one, of which more is told, first. */
export function tensorHover(
  tensor: TensorValue,
  runs: readonly Value[],
  file: FileFacts,
  options: HoverOptions,
): string {
  return blocks(CAPTION, eachOf(tensor, runs, shapeOfRun), detail(tensor, file, options));
}

const shapeOfRun = (value: Value): string | undefined =>
  value.kind === 'tensor' ? shapeText(shapeOf(value)) : undefined;

/** '`(2, 4)`, `(2, 8)` or `(2, 12)`': what differs from run to run, in their order, so that none is taken for the truth. What is not known is left out beside what is. */
function eachOf(
  value: Value,
  runs: readonly Value[],
  textOf: (value: Value) => string | undefined,
): string | undefined {
  const texts = [...new Set(runs.toReversed().flatMap(run => textOf(run) ?? []))];
  const known = texts.filter(text => !text.includes('?'));
  const told = known.length > 0 ? known : [textOf(value)].flatMap(text => text ?? []);
  const [last, ...before] = told.map(inlineCode).reverse();
  return before.length > 0 ? `${before.reverse().join(', ')} or ${last}` : last;
}

/** `x.shape`, of which the elements are the sizes. */
export function shapeHover(
  value: ListValue,
  tensor: TensorValue,
  file: FileFacts,
  options: HoverOptions,
): string {
  const items = itemsOf(value);
  const sizes = items?.flatMap(item => (item.kind === 'number' && item.dim ? [item.dim] : []));
  const whole = sizes && sizes.length === items?.length ? printShape(sizes) : shapeText(shapeOf(tensor));
  return blocks(CAPTION, inlineCode(whole), detail(tensor, file, options));
}

/** The outputs and states of a layer, the weights of `get_weights()`. */
export function tensorsHover(value: ListValue, runs: readonly Value[] = [value]): string | undefined {
  if (nested(value, 0) === undefined) return undefined;
  return blocks(
    CAPTION,
    eachOf(value, runs, run => (run.kind === 'list' ? nested(run, 0) : undefined)),
  );
}

const MOST_ITEMS = 12;

/** '((batch, 8, 10), ((1, batch, 10), (1, batch, 10)))'; undefined where there is no tensor in it. */
function nested(value: Value, depth: number): string | undefined {
  if (value.kind === 'tensor') return shapeText(shapeOf(value));
  const items = value.kind === 'list' && !value.shapeOf && depth < 3 ? itemsOf(value) : undefined;
  if (!items || items.length === 0) return undefined;
  const parts = items.slice(0, MOST_ITEMS).map(item => nested(item, depth + 1) ?? '?');
  if (parts.every(part => part === '?')) return undefined;
  const text = [...parts, ...(items.length > MOST_ITEMS ? [`… ${items.length - MOST_ITEMS} more`] : [])].join(
    ', ',
  );
  return value.kind === 'list' && value.flavour === 'tuple' ? `(${text})` : `[${text}]`;
}

function detail(tensor: TensorValue, file: FileFacts, options: HoverOptions): string {
  const { weight } = tensor;
  const lost = lossOf(tensor, file);
  const why = lost ? ` ${reasonText(lost, file, options.locate, STATE_SHAPE)}` : '';
  if (weight) {
    const gates = gatesText({ shape: shapeOf(tensor), gates: weight.gates, gateAxis: weight.gateAxis });
    const name = `${inlineCode(weight.name)} of ${inlineCode(weight.layer.class.name)}`;
    return `${gates ? `${name} = ${escaped(gates)}` : name}${why && `.${why}`}`;
  }
  return `${originText(tensor, file, options)}.${why}`;
}

const ROLES: Readonly<Partial<Record<TensorValue['source']['role'], string>>> = {
  sequence: 'every step of ',
  'last-step': 'the last step of ',
  h: 'state h of ',
  c: 'state c of ',
};

/** 'every step of `LSTM`, line 12' */
function originText({ source }: TensorValue, { path }: FileFacts, { locate }: HoverOptions): string {
  const place = locate(source.site.file, source.site.start);
  const file =
    source.site.file === path ? '' : ` of ${source.site.file.slice(source.site.file.lastIndexOf('/') + 1)}`;
  const line = place ? `, line ${place.line}${file}` : '';
  return `${ROLES[source.role] ?? 'from '}${inlineCode(source.operation)}${line}`.replace(/^./, first =>
    first.toUpperCase(),
  );
}
