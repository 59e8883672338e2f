/**
 * The graph behind symbolic tensors: which call made each of them, so that a model can list its layers in order and run again on other
 * inputs.
 */
import type { Origin } from '../../../shapes/index.ts';
import {
  type Argument,
  beside,
  type Call,
  dict,
  type Host,
  listOf,
  type NativeValue,
  type TensorValue,
  type Value,
} from '../../parts.ts';
import { withinLayer } from './within-layer.ts';

export interface GraphNode {
  /** The layer that was called; undefined for a function of tensors. */
  readonly layer: NativeValue | undefined;
  /** Of a function of tensors: what summaries list for it; absent: that is not known, or they list nothing. */
  readonly op?: NativeValue | undefined;
  /** Masks that the layer was given out of sight, which are operations of the model too. */
  readonly masks?: readonly TensorValue[] | undefined;
  readonly inputs: readonly TensorValue[];
  readonly outputs: readonly TensorValue[];
  /** Makes the same call again with other arguments. */
  readonly run: (call: Call) => Value;
  readonly args: readonly Argument[];
}

const NODES = beside<TensorValue, GraphNode>();

export const nodeOf = (tensor: TensorValue): GraphNode | undefined => NODES.get(tensor);

/** All tensors in a value, in order, through lists, tuples and dicts. */
export function tensorsIn(value: Value): readonly TensorValue[] {
  if (value.kind === 'tensor') return [value];
  if (value.kind === 'list')
    return 'known' in value.items.value ? value.items.value.known.flatMap(tensorsIn) : [];
  if (value.kind === 'dict') return [...value.entries.value.known.values()].flatMap(tensorsIn);
  return [];
}

export interface Recording {
  readonly operation?: (
    inputs: readonly TensorValue[],
    outputs: readonly TensorValue[],
  ) => NativeValue | undefined;
  readonly masks?: readonly TensorValue[];
}

/** Remembers the call that made these symbolic tensors; other results pass through. */
export function recorded(
  call: Call,
  layer: NativeValue | undefined,
  result: Value,
  run: (call: Call) => Value,
  { operation, masks }: Recording = {},
): Value {
  const outputs = tensorsIn(result).filter(tensor => tensor.graph && !NODES.has(tensor));
  if (outputs.length === 0) return result;
  const inputs = call.args.flatMap(argument => tensorsIn(argument.value)).filter(tensor => tensor.graph);
  const node: GraphNode = {
    layer,
    op: operation?.(inputs, outputs),
    masks: masks?.length ? masks : undefined,
    inputs,
    outputs,
    run,
    args: call.args,
  };
  for (const output of outputs) NODES.set(output, node);
  return result;
}

/** The beginning of a graph. */
export function recordInput(tensor: TensorValue, layer: NativeValue): void {
  NODES.set(tensor, {
    layer,
    inputs: [],
    outputs: [tensor],
    run: call => call.args[0]?.value ?? tensor,
    args: [],
  });
}

/** The nodes behind some tensors, each after those it depends on. */
export function orderOf(
  outputs: readonly TensorValue[],
  inputs: readonly TensorValue[] = [],
): readonly GraphNode[] {
  const order: GraphNode[] = [];
  const seen = new Set<GraphNode>();
  const stops = new Set(inputs);
  const open: { readonly node: GraphNode; readonly isDone: boolean }[] = [];
  const push = (tensor: TensorValue) => {
    const node = stops.has(tensor) ? undefined : NODES.get(tensor);
    if (node && !seen.has(node)) open.push({ node, isDone: false });
  };
  for (const output of [...outputs].reverse()) push(output);
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.isDone) order.push(next.node);
    else if (!seen.has(next.node)) {
      seen.add(next.node);
      open.push({ node: next.node, isDone: true });
      for (const input of [...next.node.inputs].reverse()) push(input);
    }
  }
  return order;
}

/** Runs the graph between `inputs` and `outputs` on other values: what `outputs` become. */
export function replay(
  host: Host,
  inputs: readonly TensorValue[],
  outputs: Value,
  given: readonly Value[],
  site: Origin,
): Value {
  const values = new Map<TensorValue, Value>();
  for (const [i, input] of inputs.entries())
    values.set(input, given[i] ?? host.unknown('an input of the model', site));
  for (const node of orderOf(tensorsIn(outputs), inputs)) {
    if (node.args.length === 0) continue;
    const args = node.args.map(argument => ({
      ...argument,
      value: replaced(argument.value, values),
      at: site,
    }));
    const result = withinLayer(() => node.run({ host, site, args, open: false }));
    const results = tensorsIn(result);
    for (const [i, output] of node.outputs.entries()) {
      values.set(output, results[i] ?? unknownFrom(result, host, site));
    }
  }
  return replaced(outputs, values);
}

function unknownFrom(result: Value, host: Host, site: Origin): Value {
  return result.kind === 'unknown' ? result : host.unknown('a result inside of the model', site);
}

/** The value with tensors exchanged, lists and dicts copied where anything in them changes. */
function replaced(value: Value, by: ReadonlyMap<TensorValue, Value>): Value {
  if (value.kind === 'tensor') return by.get(value) ?? value;
  if (value.kind === 'list' && 'known' in value.items.value) {
    const items = value.items.value.known.map(item => replaced(item, by));
    return items.every((item, i) => item === itemAt(value.items.value, i))
      ? value
      : listOf({ known: items }, value.flavour);
  }
  if (value.kind === 'dict') {
    const { known, rest } = value.entries.value;
    return dict(
      [...known].map(([key, item]) => [key, replaced(item, by)] as const),
      rest,
    );
  }
  return value;
}

const itemAt = (items: { readonly known: readonly Value[] } | object, i: number): Value | undefined =>
  'known' in items ? items.known[i] : undefined;
