/** The plain recurrent cell: one box. */
import type { Drawing } from '../drawing.ts';
import { gate, height, inputEnds, inputsOf, lines, middle, right, stateLine } from './parts.ts';

const place = 260;

export const simpleRnn: Drawing = {
  top: 104,
  height,
  nodes: [gate('h', 'h_t', place)],
  wires: [
    ...lines(place, place),
    ...inputsOf('h', place),
    {
      id: 'h-out',
      from: 'h',
      d: `M${place} ${middle - 19}V126H${right - 60}V${stateLine}H${right}`,
      arrow: true,
    },
  ],
  ends: [...inputEnds, { symbol: 'h_t', x: right + 8, y: stateLine, anchor: 'start' }],
};
