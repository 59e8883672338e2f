/** The LSTM in the manner of Colah's drawings: the memory runs along the top, four gates read x_t and h_{t-1} below it. */
import type { Drawing, Node, Wire } from '../drawing.ts';
import {
  bridge,
  gate,
  height,
  inputEnds,
  inputsOf,
  left,
  lines,
  middle,
  right,
  stateLine,
  top,
} from './parts.ts';

const [forget, letIn, candidate, output] = [118, 204, 290, 376];
/** Where what is let in meets the memory, and where h is made. */
const meeting = 112;
const shown = 458;

const keep: Node = {
  id: 'keep',
  kind: 'point',
  target: 'c_t',
  operator: 'hadamard',
  reads: 'f_t',
  x: forget,
  y: top,
  text: '×',
};
const take: Node = {
  id: 'take',
  kind: 'point',
  target: 'c_t',
  operator: 'hadamard',
  reads: 'g_t',
  x: candidate,
  y: meeting,
  text: '×',
};
const sum: Node = {
  id: 'sum',
  kind: 'point',
  target: 'c_t',
  operator: 'add',
  x: candidate,
  y: top,
  text: '+',
  note: [16, -14],
};
const squash: Node = {
  id: 'squash',
  kind: 'point',
  target: 'h_t',
  operator: 'apply',
  x: shown,
  y: 88,
  text: 'tanh',
};
const show: Node = {
  id: 'show',
  kind: 'point',
  target: 'h_t',
  operator: 'hadamard',
  x: shown,
  y: 132,
  text: '×',
  note: [18, 5],
};

const gates: readonly Node[] = [
  gate('f', 'f_t', forget),
  gate('i', 'i_t', letIn),
  gate('g', 'g_t', candidate),
  gate('o', 'o_t', output),
];

const wires: readonly Wire[] = [
  { id: 'c', from: 'c_prev', d: `M${left} ${top}H${forget - 12}`, arrow: true },
  { id: 'kept', from: 'keep', d: `M${forget + 12} ${top}H${candidate - 12}`, arrow: true },
  { id: 'memory', from: 'sum', d: `M${candidate + 12} ${top}H${right}`, arrow: true },
  ...lines(output, output),
  ...[forget, letIn, candidate, output].flatMap((x, index) => inputsOf(gates[index]?.id ?? '', x)),
  { id: 'f-out', from: 'f', d: `M${forget} ${middle - 19}V${top + 12}`, arrow: true },
  { id: 'i-out', from: 'i', d: `M${letIn} ${middle - 19}V${meeting}H${candidate - 12}`, arrow: true },
  { id: 'g-out', from: 'g', d: `M${candidate} ${middle - 19}V${meeting + 12}`, arrow: true },
  { id: 'taken', from: 'take', d: `M${candidate} ${meeting - 12}V${top + 12}`, arrow: true },
  { id: 'shown', from: 'sum', d: `M${shown} ${top}V76`, arrow: true },
  { id: 'squashed', from: 'squash', d: `M${shown} 100V120`, arrow: true },
  { id: 'o-out', from: 'o', d: `M${output} ${middle - 19}V132H${shown - 12}`, arrow: true },
];

const out: Wire = { id: 'h-out', from: 'show', d: `M${shown} 144V${stateLine}H${right}`, arrow: true };

export const lstm: Drawing = {
  top: 24,
  height,
  nodes: [...gates, keep, take, sum, squash, show],
  wires: [...wires, out],
  ends: [
    ...inputEnds,
    { symbol: 'c_prev', x: left - 6, y: top, anchor: 'end' },
    { symbol: 'c_t', x: right + 8, y: top, anchor: 'start' },
    { symbol: 'h_t', x: right + 8, y: stateLine, anchor: 'start' },
  ],
};

/** The gates see the memory too: input and forget gate the old one, the output gate the new one. */
export function withPeepholes(drawing: Drawing): Drawing {
  const under = middle + 33;
  /** Right of the output gate's number. */
  const past = 432;
  const see = (id: string, x: number): Wire => ({
    id: `peek-${id}`,
    from: 'c_prev',
    d: `M${x - 15} ${under}V${middle + 19}`,
    arrow: true,
  });
  const seen = drawing.nodes.some(({ id }) => id === 'f')
    ? [see('f', forget), see('i', letIn)]
    : [see('i', letIn)];
  return {
    ...drawing,
    wires: [
      ...drawing.wires,
      { id: 'peek', from: 'c_prev', d: `M80 ${top}V${under}H${letIn - 15}` },
      ...seen,
      {
        id: 'peek-o',
        from: 'sum',
        d: `M${past} ${top}V${middle}H${output + 22}`,
        arrow: true,
        over: bridge(past, 132),
      },
    ],
  };
}

/** The forget gate is what the input gate leaves. */
export function withCoupledGates(drawing: Drawing): Drawing {
  const rest: Node = {
    id: 'f',
    kind: 'point',
    target: 'f_t',
    operator: 'subtract',
    x: 166,
    y: meeting,
    text: '1−',
    note: [6, -18],
  };
  const gone = /^f-|^peek-f/;
  return {
    ...drawing,
    nodes: [rest, ...drawing.nodes.filter(({ id }) => id !== 'f')],
    wires: [
      ...drawing.wires.filter(({ id }) => !gone.test(id)),
      { id: 'f-in', from: 'i', d: `M${letIn} ${meeting}H173`, arrow: true },
      { id: 'f-out', from: 'f', d: `M149 ${meeting}H${forget}V${top + 12}`, arrow: true },
    ],
  };
}

/** What is shown goes through one more matrix. */
export function withProjection(drawing: Drawing): Drawing {
  const project: Node = {
    id: 'project',
    kind: 'product',
    target: 'h_t',
    operator: 'multiply',
    x: shown,
    y: 192,
    text: 'R',
  };
  return {
    ...drawing,
    nodes: [...drawing.nodes, project],
    wires: [
      ...drawing.wires.filter(({ id }) => id !== 'h-out'),
      { id: 'show-out', from: 'show', d: `M${shown} 144V177`, arrow: true },
      { id: 'h-out', from: 'project', d: `M${shown} 207V${stateLine}H${right}`, arrow: true },
    ],
  };
}

/** No memory is handed on: what is kept is of the last output. */
export function withOneState(drawing: Drawing): Drawing {
  return {
    ...drawing,
    ends: drawing.ends.filter(({ symbol }) => symbol !== 'c_prev' && symbol !== 'c_t'),
    wires: drawing.wires.flatMap((wire): readonly Wire[] => {
      if (wire.id === 'c')
        return [{ id: 'c', from: 'h_prev', d: `M80 ${stateLine}V${top}H${forget - 12}`, arrow: true }];
      return wire.id === 'memory'
        ? [{ ...wire, d: `M${candidate + 12} ${top}H${shown}`, arrow: false }]
        : [wire];
    }),
  };
}
