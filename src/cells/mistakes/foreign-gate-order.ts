/** The gates of a fused weight, read in the order of another framework. */
import { printShape, type Shape, size } from '../../shapes/index.ts';
import { layouts } from '../layouts/index.ts';
import type { Layout, StoredWeight } from '../layouts/layout.ts';
import { letterOf } from '../notation.ts';
import { weightShapes } from '../weights.ts';
import { gateOf, styleOf } from './gate.ts';
import type { Mistake, Setting } from './mistake.ts';
import { readInOrder } from './slips.ts';

/** These come first, in this order. */
const known = ['torch', 'keras', 'onnx', 'tensorflow1', 'flax', 'haiku', 'chainer-nstep'];

export function foreignGateOrder(setting: Setting): Mistake | undefined {
  const { bound, sizes } = setting;
  const gate = gateOf(setting);
  const { gates } = bound.stored;
  const orders = otherOrders(setting);
  const other = orders.find(({ layout }) => layout.name === setting.comparedWith) ?? orders[0];
  const [weight] = bound.weights;
  if (!gate || !other || !weight || !isFused(weight, gates)) return undefined;
  const style = styleOf(setting);
  const shape: Shape = (weightShapes(bound, sizes).get(weight.name) ?? []).map(each => size(each));
  const axis = weight.gateAxis;
  const part = shape.map((dim, index) => (index === axis ? size(sizes.units) : dim));
  const letters = (order: readonly string[]): string =>
    order.map(each => letterOf(each, bound.stored)).join(', ');
  const split = (order: readonly string[]): string =>
    style.library.language === 'javascript'
      ? `const [${letters(order)}] = tf.split(${weight.name}, ${gates.length}, ${axis});`
      : `${letters(order)} = ${splitCode(style.library.title, weight.name, gates.length, axis)}`;
  const place = other.gates.indexOf(gateLetter(gate.target));
  const found = gates[place] ?? '';
  return {
    name: 'foreign-gate-order',
    title: "Gates in another framework's order",
    idea: `${bound.layout.title} keeps the gates in the order ${letters(gates)}, ${other.layout.title} in the order ${letters(other.gates)}. All parts have one shape.`,
    versions: [
      {
        code: split(other.gates),
        attempts: [],
        readings: {
          heads: ['stored as', 'read as'],
          rows: gates.map((own, index) => ({
            meant: gateText(setting, own),
            read: gateText(setting, other.gates[index] ?? ''),
            differs: own !== other.gates[index],
          })),
        },
        isRefused: false,
        library: style.library.title,
        says: undefined,
        sentence: `Each part is ${printShape(part)}, whatever it is called: nothing is refused. What is taken for the ${gate.title} is the ${nameOfGate(setting, found)}.`,
      },
    ],
    repair: {
      code: split(gates),
      attempts: [],
      sentence: `Name the parts in the order in which ${bound.layout.title} stores them.`,
      place: { time: 0, operation: gate.operations.last },
    },
    slip: readInOrder(bound, gates, other.gates),
    others: {
      chosen: other.layout.name,
      all: orders.map(order => ({
        name: order.layout.name,
        text: `${order.layout.title}: ${letters(order.gates)}`,
      })),
    },
  };
}

function isFused({ gates, interleaved }: StoredWeight, all: readonly string[]): boolean {
  return all.length > 1 && interleaved !== true && (gates ?? all).length === all.length;
}

function splitCode(library: string, name: string, count: number, axis: number): string {
  if (library === 'PyTorch') return `${name}.chunk(${count}, ${axis})`;
  return `${library === 'JAX' ? 'jnp' : 'np'}.split(${name}, ${count}, axis=${axis})`;
}

function gateLetter(target: string): string {
  return target.replace(/_t$/, '');
}

/** 'f, forget gate' */
function gateText(setting: Setting, gate: string): string {
  return `${letterOf(gate, setting.bound.stored)}, ${nameOfGate(setting, gate)}`;
}

function nameOfGate({ bound }: Setting, gate: string): string {
  return bound.cell.lines.find(line => line.gate === gate)?.name ?? gate;
}

interface Order {
  readonly layout: Layout;
  readonly gates: readonly string[];
}

/** Other frameworks' orders of the same gates, one a framework. */
function otherOrders({ bound }: Setting): readonly Order[] {
  const { gates } = bound.stored;
  const same = new Set(gates);
  const isOther = (order: readonly string[]): boolean =>
    order.length === gates.length && order.every(gate => same.has(gate)) && order.join() !== gates.join();
  const first = known.flatMap(name => layouts.filter(layout => layout.name === name));
  const all = [...first, ...layouts.filter(layout => !first.includes(layout))];
  return all.flatMap(layout => {
    const found = Object.values(layout.cells).find(cell => cell && isOther(cell.gates));
    return found ? [{ layout, gates: found.gates }] : [];
  });
}
