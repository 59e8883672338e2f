/** Recurrent layers and cells: all options, states given and taken, packed sequences, loops over steps. */
import type { Maker, Sketch } from '../program.ts';
import { floats, list, made, zeros } from './tensors.ts';

interface Recurrent {
  readonly name: string;
  readonly type: 'LSTM' | 'GRU' | 'RNN';
  readonly input: number;
  readonly hidden: number;
  readonly layers: number;
  readonly directions: number;
  readonly projection: number;
  readonly batchFirst: boolean;
}

function layer(s: Sketch, input: number): Recurrent {
  const { draw } = s;
  const type = draw.weighted([
    [5, 'LSTM'],
    [3, 'GRU'],
    [2, 'RNN'],
  ] as const);
  const hidden = draw.size();
  const layers = draw.pick([1, 1, 1, 2, 3]);
  const bidirectional = draw.chance(0.35);
  const batchFirst = draw.chance(0.65);
  const projection = type === 'LSTM' && hidden > 1 && draw.chance(0.2) ? draw.int(1, hidden - 1) : 0;
  const sizes = draw.chance(0.3)
    ? [`input_size=${input}`, `hidden_size=${hidden}`]
    : [`${input}`, `${hidden}`];
  const positional = layers > 1 && draw.chance(0.4) && !sizes[0]?.includes('=');
  const options = [
    ...(layers > 1 && !positional ? [`num_layers=${layers}`] : []),
    ...(batchFirst ? ['batch_first=True'] : draw.chance(0.1) ? ['batch_first=False'] : []),
    ...(bidirectional ? ['bidirectional=True'] : []),
    ...(projection > 0 ? [`proj_size=${projection}`] : []),
    ...(draw.chance(0.15) ? ['bias=False'] : []),
    ...(layers > 1 && draw.chance(0.3) ? ['dropout=0.2'] : []),
    ...(type === 'RNN' && draw.chance(0.5) ? [`nonlinearity='${draw.pick(['tanh', 'relu'])}'`] : []),
  ];
  const name = s.fresh(type.toLowerCase());
  const all = [...sizes, ...(positional ? [`${layers}`] : []), ...draw.shuffled(options)];
  s.add(`${type} constructor`, `${name} = nn.${type}(${list(all)})`);
  return { name, type, input, hidden, layers, directions: bidirectional ? 2 : 1, projection, batchFirst };
}

function statesOf(
  r: Recurrent,
  batch: readonly number[],
): { readonly h: readonly number[]; readonly c: readonly number[] } {
  const rows = r.layers * r.directions;
  return { h: [rows, ...batch, r.projection || r.hidden], c: [rows, ...batch, r.hidden] };
}

function call(s: Sketch): void {
  const { draw } = s;
  const x = floats(
    s,
    draw.weighted([
      [9, 3],
      [1.5, 2],
      [0.3, 4],
    ] as const),
  );
  const r = layer(s, draw.near(x.shape.at(-1) ?? 1));
  const batch = x.shape.length === 3 ? [x.shape[r.batchFirst ? 0 : 1] ?? 1] : [];
  const { h, c } = statesOf(r, batch);
  const state = draw.chance(0.4) ? `, ${stateText(s, r, h, c)}` : '';
  const output = [...x.shape.slice(0, -1), (r.projection || r.hidden) * r.directions];
  unpack(s, r, `${r.name}(${x.name}${state})`, output, h, c);
}

function stateText(s: Sketch, { type }: Recurrent, h: readonly number[], c: readonly number[]): string {
  const { draw } = s;
  const [first, second] = [zeros(draw, h), zeros(draw, c)];
  const right = type === 'LSTM' ? `(${first}, ${second})` : first;
  const wrong =
    type === 'LSTM'
      ? [first, `(${first},)`, `(${second}, ${first})`]
      : [`(${first}, ${second})`, `(${first},)`];
  return draw.rather(right, [...wrong, 'None', `[${first}, ${second}]`]);
}

function unpack(
  s: Sketch,
  { type }: Recurrent,
  expression: string,
  output: readonly number[],
  h: readonly number[],
  c: readonly number[],
): void {
  const { draw } = s;
  const [out, hn, cn] = [s.fresh('out'), s.fresh('h'), s.fresh('c')];
  const about = `${type} call`;
  const both = draw.chance(0.5);
  if (type === 'LSTM' && both) {
    s.add(about, `${out}, (${hn}, ${cn}) = ${expression}`);
    s.knows(cn, c);
  } else if (draw.chance(0.25)) {
    s.add(about, `${out} = ${expression}[0]`);
    s.knows(out, output);
    return;
  } else if (type === 'LSTM') {
    const state = s.fresh('state');
    s.add(about, `${out}, ${state} = ${expression}`, `${hn} = ${state}[0]`);
  } else s.add(about, `${out}, ${hn} = ${expression}`);
  s.knows(out, output);
  s.knows(hn, h);
}

const CELL_STATES = { LSTMCell: 2, GRUCell: 1, RNNCell: 1 };

function cell(s: Sketch): void {
  const { draw } = s;
  const type = draw.pick(['LSTMCell', 'GRUCell', 'RNNCell'] as const);
  const x = floats(s, draw.pick([2, 2, 2, 1]));
  const [input, hidden, name] = [draw.near(x.shape.at(-1) ?? 1), draw.size(), s.fresh('cell')];
  const options = [
    ...(draw.chance(0.2) ? ['bias=False'] : []),
    ...(type === 'RNNCell' && draw.chance(0.4) ? ["nonlinearity='relu'"] : []),
  ];
  s.add(`${type} constructor`, `${name} = nn.${type}(${list([input, hidden, ...options])})`);
  const row = [...x.shape.slice(0, -1), hidden];
  const [h, c] = [s.fresh('h'), s.fresh('c')];
  const given = zeros(draw, row);
  const states =
    CELL_STATES[type] === 2 ? draw.rather(`(${given}, ${zeros(draw, row)})`, [given, `(${given},)`]) : given;
  const expression = `${name}(${x.name}${draw.chance(0.5) ? `, ${states}` : ''})`;
  s.add(`${type} call`, CELL_STATES[type] === 2 ? `${h}, ${c} = ${expression}` : `${h} = ${expression}`);
  s.knows(h, row);
  if (CELL_STATES[type] === 2) s.knows(c, row);
}

/** A cell that runs over the steps of a sequence. */
function cellLoop(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, 3);
  const [batch = 1, steps = 1, features = 1] = x.shape;
  const [hidden, name, h, c, outs] = [
    draw.size(),
    s.fresh('cell'),
    s.fresh('h'),
    s.fresh('c'),
    s.fresh('outs'),
  ];
  const isLstm = draw.chance(0.6);
  s.add(
    'cell loop',
    `${name} = nn.${isLstm ? 'LSTMCell' : 'GRUCell'}(${draw.near(features)}, ${hidden})`,
    `${h} = ${zeros(draw, [batch, hidden])}`,
    `${c} = ${zeros(draw, [batch, hidden])}`,
    `${outs} = []`,
    `for t in range(${draw.pick([`${x.name}.size(1)`, `${x.name}.shape[1]`, `${draw.near(steps)}`])}):`,
    isLstm
      ? `    ${h}, ${c} = ${name}(${x.name}[:, t], (${h}, ${c}))`
      : `    ${h} = ${name}(${x.name}[:, t], ${h})`,
    `    ${outs}.append(${h})`,
  );
  const axis = draw.pick([0, 1, 1]);
  const shape = axis === 0 ? [steps, batch, hidden] : [batch, steps, hidden];
  s.set('cell loop', `torch.stack(${outs}, ${draw.pick(['dim=', ''])}${axis})`, shape);
}

function packed(s: Sketch): void {
  const { draw } = s;
  const [batch, steps, features] = [draw.int(1, 4), draw.int(2, 7), draw.size()];
  const x = made(s, [batch, steps, features]);
  const r = layer(s, draw.near(features));
  const first = draw.rather(true, [false]) ? ', batch_first=True' : '';
  const lengths = Array.from({ length: draw.near(batch) }, (_, i) => Math.max(1, steps - i));
  const [pack, out, size, hn] = [s.fresh('packed'), s.fresh('out'), s.fresh('lengths'), s.fresh('h')];
  s.add(
    'packed sequence',
    `${pack} = nn.utils.rnn.pack_padded_sequence(${x.name}, torch.tensor([${list(lengths)}])${first}${draw.chance(0.3) ? ', enforce_sorted=False' : ''})`,
    `${out}, ${hn} = ${r.name}(${pack})`,
  );
  s.add('packed sequence', `${out}, ${size} = nn.utils.rnn.pad_packed_sequence(${out}, batch_first=True)`);
  s.knows(out, [batch, steps, (r.projection || r.hidden) * r.directions]);
}

/** Layer on layer. */
function stacked(s: Sketch): void {
  const x = floats(s, 3);
  const first = layer(s, s.draw.near(x.shape[2] ?? 1));
  const second = layer(s, s.draw.near((first.projection || first.hidden) * first.directions));
  const [out, last] = [s.fresh('out'), s.fresh('out')];
  s.add('stacked', `${out}, _ = ${first.name}(${x.name})`, `${last}, _ = ${second.name}(${out})`);
  s.knows(last, [...x.shape.slice(0, 2), (second.projection || second.hidden) * second.directions]);
}

function weights(s: Sketch): void {
  const { draw } = s;
  const r = layer(s, draw.size());
  const suffix = `l${draw.near(r.layers - 1)}${r.directions === 2 && draw.chance(0.5) ? '_reverse' : ''}`;
  const weight = draw.pick(['weight_ih', 'weight_hh', 'bias_ih', 'bias_hh', 'weight_hr']);
  const about = 'weights of a recurrent layer';
  s.add(
    about,
    draw.pick([
      `${s.fresh('w')} = ${r.name}.${weight}_${suffix}`,
      `${s.fresh('w')} = ${r.name}.state_dict()['${weight}_${suffix}']`,
      `${s.fresh('w')} = dict(${r.name}.named_parameters())['${weight}_${suffix}']`,
      `${s.fresh('w')} = list(${r.name}.parameters())[${draw.int(0, 4)}]`,
      `${s.fresh('w')} = torch.zeros(sum(p.numel() for p in ${r.name}.parameters()))`,
      `${s.fresh('w')} = torch.zeros(len(${r.name}.state_dict()))`,
      `${s.fresh('w')} = ${r.name}.all_weights[${draw.int(0, r.layers - 1)}][${draw.int(0, 3)}]`,
      `${s.fresh('w')} = ${r.name}.weight_hh_l0.chunk(${r.type === 'LSTM' ? 4 : 3}, 0)[${draw.int(0, 2)}]`,
      `${r.name}.load_state_dict(nn.${r.type}(${draw.near(r.input)}, ${draw.near(r.hidden)}).state_dict())`,
      `${s.fresh('w')} = torch.zeros(${r.name}.hidden_size, ${r.name}.input_size, ${r.name}.num_layers)`,
    ]),
  );
}

export const recurrent: readonly (readonly [number, Maker])[] = [
  [6, call],
  [2, cell],
  [1, cellLoop],
  [1, packed],
  [1.5, stacked],
  [1.5, weights],
];
