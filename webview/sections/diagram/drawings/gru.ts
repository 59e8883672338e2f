/** The GRUs and the minimal gated unit: the state runs along the top, and a candidate replaces part of it. */
import type { Drawing, End, Node, Wire } from '../drawing.ts';
import {
  bridge,
  gate,
  height,
  inputEnds,
  inputLine,
  inputsOf,
  left,
  lines,
  middle,
  right,
  stateLine,
  top,
} from './parts.ts';

const [reset, update, inner, candidate] = [118, 204, 290, 396];
/** Heights at which the reset and the update gate leave. */
const low = 132;
const high = 84;
const meeting = 112;

const ends: readonly End[] = [
  ...inputEnds,
  { symbol: 'h_prev', x: left - 6, y: top, anchor: 'end' },
  { symbol: 'h_t', x: right + 8, y: top, anchor: 'start' },
];

/** Old state and candidate, mixed by a gate that leaves its box at `x`. */
function mixing(
  gateId: string,
  target: string,
  x: number,
  mixesNew: boolean,
): Pick<Drawing, 'nodes' | 'wires'> {
  const kept = x + (mixesNew ? 64 : 44);
  const [straight, rest] = mixesNew ? [candidate, kept] : [kept, candidate];
  // The line of the reset gate runs below.
  const over = gateId === 'z' ? bridge(x, low) : undefined;
  const nodes: readonly Node[] = [
    {
      id: 'keep',
      kind: 'point',
      target: 'h_t',
      operator: 'hadamard',
      reads: 'h_prev',
      x: kept,
      y: top,
      text: '×',
    },
    {
      id: 'take',
      kind: 'point',
      target: 'h_t',
      operator: 'hadamard',
      reads: 'n_t',
      x: candidate,
      y: meeting,
      text: '×',
    },
    {
      id: 'rest',
      kind: 'point',
      target: 'h_t',
      operator: 'subtract',
      reads: target,
      x: mixesNew ? x + 32 : 346,
      y: high,
      text: '1−',
    },
    {
      id: 'sum',
      kind: 'point',
      target: 'h_t',
      operator: 'add',
      x: candidate,
      y: top,
      text: '+',
      note: [16, -14],
    },
  ];
  const toKept = (from: string, start: string): Wire => ({
    id: `${from}-keep`,
    from,
    d: `${start}V${top + 12}`,
    arrow: true,
  });
  const wires: readonly Wire[] = mixesNew
    ? [
        { id: 'gate-up', from: gateId, d: `M${x} ${middle - 19}V${high}H${x + 20}`, arrow: true, over },
        toKept('rest', `M${x + 44} ${high}H${kept}`),
        {
          id: 'gate-take',
          from: gateId,
          d: `M${x} ${meeting}H${straight - 12}`,
          arrow: true,
        },
      ]
    : [
        { id: 'gate-up', from: gateId, d: `M${x} ${middle - 19}V${high}H334`, arrow: true, over },
        toKept(gateId, `M${straight} ${high}`),
        { id: 'rest-take', from: 'rest', d: `M358 ${high}H368V${meeting}H${rest - 12}`, arrow: true },
      ];
  return {
    nodes,
    wires: [
      { id: 'state', from: 'h_prev', d: `M${left} ${top}H${kept - 12}`, arrow: true },
      { id: 'kept', from: 'keep', d: `M${kept + 12} ${top}H${candidate - 12}`, arrow: true },
      { id: 'h-out', from: 'sum', d: `M${candidate + 12} ${top}H${right}`, arrow: true },
      { id: 'n-out', from: 'n', d: `M${candidate} ${middle - 19}V${meeting + 12}`, arrow: true },
      { id: 'taken', from: 'take', d: `M${candidate} ${meeting - 12}V${top + 12}`, arrow: true },
      ...wires,
    ],
  };
}

const inputOfCandidate: Wire = inputsOf('n', candidate)[0] ?? { id: 'n-x', from: 'x_t', d: '' };

/** The gate that leaves at `x` scales what the candidate sees of the state: before the product, or after it. */
function resetting(gateId: string, x: number, isAfter: boolean): Pick<Drawing, 'nodes' | 'wires'> {
  const scale: Node = {
    id: 'scale',
    kind: 'point',
    target: 'n_t',
    operator: 'hadamard',
    x: inner,
    y: isAfter ? low : middle,
    text: '×',
  };
  const product: Node = {
    id: 'product',
    kind: 'product',
    target: 'n_t',
    operator: 'multiply',
    reads: 'h_prev',
    x: inner,
    y: middle + 6,
    text: 'U h',
  };
  const up: Wire = {
    id: 'inner-h',
    from: 'h_prev',
    d: `M${inner} ${stateLine}V${isAfter ? middle + 21 : middle + 12}`,
    arrow: true,
    over: bridge(inner, inputLine),
  };
  return isAfter
    ? {
        nodes: [product, scale],
        wires: [
          up,
          { id: 'product-out', from: 'product', d: `M${inner} ${middle - 9}V${low + 12}`, arrow: true },
          { id: 'reset-out', from: gateId, d: `M${x} ${middle - 19}V${low}H${inner - 12}`, arrow: true },
          {
            id: 'scaled',
            from: 'scale',
            d: `M${inner + 12} ${low}H352V${middle}H${candidate - 22}`,
            arrow: true,
          },
        ],
      }
    : {
        nodes: [scale],
        wires: [
          up,
          {
            id: 'reset-out',
            from: gateId,
            d: `M${x} ${middle - 19}V${low}H${inner}V${middle - 12}`,
            arrow: true,
          },
          { id: 'scaled', from: 'scale', d: `M${inner + 12} ${middle}H${candidate - 22}`, arrow: true },
        ],
      };
}

function gruOf(isAfter: boolean, mixesNew: boolean): Drawing {
  const mixed = mixing('z', 'z_t', update, mixesNew);
  const scaled = resetting('r', reset, isAfter);
  return {
    top: 24,
    height,
    ends,
    nodes: [
      gate('r', 'r_t', reset),
      gate('z', 'z_t', update),
      ...scaled.nodes,
      gate('n', 'n_t', candidate),
      ...mixed.nodes,
    ],
    wires: [
      ...lines(candidate, inner - 7),
      ...inputsOf('r', reset),
      ...inputsOf('z', update),
      inputOfCandidate,
      ...scaled.wires,
      ...mixed.wires,
    ],
  };
}

export const gru = gruOf(false, false);
export const gruResetAfter = gruOf(true, false);
export const gruNewByUpdate = gruOf(false, true);

function mguOf(hasReset: boolean): Drawing {
  const mixed = mixing('f', 'f_t', update, false);
  const scaled = hasReset ? resetting('f', update, true) : { nodes: [], wires: [] };
  return {
    top: 24,
    height,
    ends,
    nodes: [gate('f', 'f_t', update), ...scaled.nodes, gate('n', 'n_t', candidate), ...mixed.nodes],
    wires: [
      ...lines(candidate, hasReset ? inner - 7 : candidate),
      ...inputsOf('f', update),
      ...(hasReset ? [inputOfCandidate] : inputsOf('n', candidate)),
      ...scaled.wires,
      ...mixed.wires,
    ],
  };
}

export const mgu = mguOf(true);
export const mguWithoutReset = mguOf(false);
