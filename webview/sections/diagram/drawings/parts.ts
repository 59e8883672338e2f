/** What the drawings share: where the lines of x_t and h_{t-1} run, and how a gate hangs on them. */
import type { End, Node, Wire } from '../drawing.ts';

/** Heights of the memory's line, the gates, and the two lines below them. */
export const top = 52;
export const middle = 172;
export const inputLine = 216;
export const stateLine = 230;

export const left = 64;
export const right = 508;
export const height = 286;

/** Half the height of a gate. */
const reach = 19;

export function gate(id: string, target: string, x: number): Node {
  return { id, kind: 'gate', target, x, y: middle, note: [7, -26] };
}

/** A piece of a wire that rises at `x`, where it passes over a line at `y`. */
export function bridge(x: number, y: number): string {
  return `M${x} ${y + 5}V${y - 5}`;
}

/** W x from the line of x_t, U h from that of h_{t-1}, which passes over the other. */
export function inputsOf(id: string, x: number): readonly Wire[] {
  const [a, b] = [x - 7, x + 7];
  return [
    { id: `${id}-x`, from: 'x_t', d: `M${a} ${inputLine}V${middle + reach}`, arrow: true },
    {
      id: `${id}-h`,
      from: 'h_prev',
      d: `M${b} ${stateLine}V${middle + reach}`,
      arrow: true,
      over: bridge(b, inputLine),
    },
  ];
}

/** Where x_t rises. */
const rise = 88;

/** The lines along which x_t and h_{t-1} reach every gate up to the last. */
export function lines(lastInput: number, lastState: number): readonly Wire[] {
  return [
    { id: 'h', from: 'h_prev', d: `M${left} ${stateLine}H${lastState + 7}` },
    {
      id: 'x',
      from: 'x_t',
      d: `M${rise} 258V${inputLine}H${lastInput - 7}`,
      over: bridge(rise, stateLine),
    },
  ];
}

export const inputEnds: readonly End[] = [
  { symbol: 'x_t', x: rise, y: 276, anchor: 'middle' },
  { symbol: 'h_prev', x: left - 6, y: stateLine, anchor: 'end' },
];
