/** Layers without a memory: linear, embedding, convolution, pooling, normalisation, attention, containers. */
import type { Guess, Maker, Sketch } from '../program.ts';
import { floats, integers, list, shapeOfRank } from './tensors.ts';

/** `name = nn.Type(arguments)` and `y = name(x)`, or both in one. */
function apply(
  s: Sketch,
  type: string,
  parts: readonly (string | number)[],
  x: Guess | string,
  shape?: readonly number[],
): void {
  const construct = `nn.${type}(${list(parts)})`;
  const input = typeof x === 'string' ? x : x.name;
  if (s.draw.chance(0.3)) {
    s.set(type, `${construct}(${input})`, shape, 'float', 'y');
    return;
  }
  const name = s.fresh('layer');
  s.add(type, `${name} = ${construct}`);
  s.set(type, `${name}(${input})`, shape, 'float', 'y');
}

function linear(s: Sketch): void {
  const x = floats(s, s.draw.int(1, 4));
  const out = s.draw.size();
  const options = s.draw.chance(0.2) ? ['bias=False'] : [];
  apply(s, 'Linear', [s.draw.near(x.shape.at(-1) ?? 1), out, ...options], x, [...x.shape.slice(0, -1), out]);
}

function embedding(s: Sketch): void {
  const { draw } = s;
  const [count, features] = [draw.size() + 1, draw.size()];
  const ids = integers(s, shapeOfRank(draw, draw.int(1, 3)), count);
  const x = draw.rather(ids, s.tensors);
  const options = draw.chance(0.2) ? [`padding_idx=${draw.near(count - 1)}`] : [];
  apply(s, 'Embedding', [count, features, ...options], x, [...ids.shape, features]);
}

const window = (n: number, kernel: number, stride: number, padding: number, dilation = 1): number =>
  Math.floor((n + 2 * padding - dilation * (kernel - 1) - 1) / stride) + 1;

function convolution(s: Sketch): void {
  const { draw } = s;
  const dims = draw.pick([1, 1, 1, 2]);
  const x = floats(s, dims + (draw.chance(0.15) ? 1 : 2));
  const channels = x.shape.at(-dims - 1) ?? 1;
  const [out, kernel] = [draw.size(), draw.pick([1, 2, 3, 3, 5])];
  const stride = draw.pick([1, 1, 1, 2]);
  const padding = draw.pick([0, 0, 1, 2]);
  const dilation = draw.pick([1, 1, 1, 2]);
  const groups = draw.chance(0.1) ? channels : 1;
  const options = [
    ...(stride > 1 ? [`stride=${stride}`] : []),
    ...(padding > 0
      ? [`padding=${padding}`]
      : stride === 1 && draw.chance(0.15)
        ? [`padding='${draw.pick(['same', 'valid'])}'`]
        : []),
    ...(dilation > 1 ? [`dilation=${dilation}`] : []),
    ...(groups > 1 ? [`groups=${groups}`] : []),
    ...(draw.chance(0.1) ? ['bias=False'] : []),
  ];
  const same = options.includes("padding='same'");
  const sizes = x.shape.slice(-dims).map(n => (same ? n : window(n, kernel, stride, padding, dilation)));
  const fits = sizes.every(n => n > 0);
  const shape = [...x.shape.slice(0, -dims - 1), out, ...sizes];
  apply(
    s,
    `Conv${dims}d`,
    [draw.near(channels), out * groups, kernel, ...options],
    x,
    fits && groups === 1 ? shape : undefined,
  );
}

function transposed(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, 3);
  const [kernel, stride, out] = [draw.int(1, 4), draw.int(1, 3), draw.size()];
  const steps = ((x.shape[2] ?? 1) - 1) * stride + kernel;
  apply(s, 'ConvTranspose1d', [draw.near(x.shape[1] ?? 1), out, kernel, `stride=${stride}`], x, [
    x.shape[0] ?? 1,
    out,
    steps,
  ]);
}

function pooling(s: Sketch): void {
  const { draw } = s;
  const dims = draw.pick([1, 1, 2]);
  const x = floats(s, dims + draw.pick([1, 2, 2]));
  const leading = x.shape.slice(0, -dims);
  if (draw.chance(0.3)) {
    const out = draw.size();
    const type = draw.pick(['AdaptiveAvgPool', 'AdaptiveMaxPool']);
    apply(s, `${type}${dims}d`, [out], x, [...leading, ...Array.from({ length: dims }, () => out)]);
    return;
  }
  const kernel = draw.int(1, 3);
  const stride = draw.pick([kernel, kernel, 1, 2]);
  const options = [
    ...(stride === kernel ? [] : [`stride=${stride}`]),
    ...(draw.chance(0.15) ? ['ceil_mode=True'] : []),
    ...(draw.chance(0.15) ? ['padding=1'] : []),
  ];
  const sizes = x.shape.slice(-dims).map(n => window(n, kernel, stride, 0));
  const isKnown = options.every(option => option.startsWith('stride')) && sizes.every(n => n > 0);
  apply(
    s,
    `${draw.pick(['MaxPool', 'AvgPool'])}${dims}d`,
    [kernel, ...options],
    x,
    isKnown ? [...leading, ...sizes] : undefined,
  );
}

function normalisation(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.int(2, 4));
  const [, channels = 1, ...rest] = x.shape;
  const type = draw.pick([
    'BatchNorm1d',
    'LayerNorm',
    'GroupNorm',
    'InstanceNorm1d',
    'BatchNorm2d',
    'RMSNorm',
  ]);
  if (type === 'LayerNorm' || type === 'RMSNorm') {
    const axes = draw.int(1, 2);
    const sizes = x.shape.slice(-axes).map(n => draw.near(n));
    apply(s, type, [axes === 1 && draw.chance(0.7) ? list(sizes) : `[${list(sizes)}]`], x, x.shape);
    return;
  }
  const parts =
    type === 'GroupNorm'
      ? [draw.near(channels % 2 === 0 ? 2 : 1), draw.near(channels)]
      : [draw.near(channels)];
  const affine = draw.chance(0.15) && type !== 'GroupNorm' ? [`affine=${draw.pick(['True', 'False'])}`] : [];
  apply(s, type, [...parts, ...affine], x, rest.length < 3 ? x.shape : undefined);
}

const POINTWISE = [
  'ReLU()',
  'Tanh()',
  'Sigmoid()',
  'GELU()',
  'Dropout(0.3)',
  'Softmax(dim=-1)',
  'LogSoftmax(dim=1)',
  'LeakyReLU(0.1)',
  'Identity()',
  'SiLU()',
  'ELU()',
  'Softplus()',
  'Hardtanh()',
  'Dropout1d(0.2)',
  'PReLU()',
  'Softmax(dim=2)',
  'GLU()',
  'GLU(dim=1)',
];

function pointwise(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.int(1, 3));
  const layer = draw.pick(POINTWISE);
  const shape =
    layer === 'GLU()'
      ? [...x.shape.slice(0, -1), Math.floor((x.shape.at(-1) ?? 1) / 2)]
      : layer === 'GLU(dim=1)'
        ? undefined
        : x.shape;
  s.set(`${layer.split('(')[0]}`, `nn.${layer}(${x.name})`, shape, 'float', 'y');
}

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

function flattening(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.int(2, 4));
  const start = draw.pick([1, 1, 0, 2]);
  const shape =
    start < x.shape.length ? [...x.shape.slice(0, start), product(x.shape.slice(start))] : undefined;
  apply(s, 'Flatten', start === 1 && draw.chance(0.6) ? [] : [`start_dim=${start}`], x, shape);
}

function unflattening(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.int(2, 3));
  const size = x.shape[1] ?? 1;
  const factor = [2, 3, 5].find(n => size % n === 0) ?? 1;
  const parts = [draw.near(factor), size / factor];
  apply(s, 'Unflatten', [1, `(${list(parts)})`], x, [x.shape[0] ?? 1, ...parts, ...x.shape.slice(2)]);
}

function attention(s: Sketch): void {
  const { draw } = s;
  const [batch, steps, heads] = [draw.size(), draw.size(), draw.pick([1, 2, 4])];
  const features = heads * draw.int(1, 3);
  const first = draw.chance(0.6);
  const x = s.set('creator', `torch.randn(${list([batch, steps, features])})`, [batch, steps, features]);
  const layer = s.fresh('attn');
  s.add(
    'MultiheadAttention',
    `${layer} = nn.MultiheadAttention(${list([draw.near(features), draw.near(heads), ...(first ? ['batch_first=True'] : [])])})`,
  );
  const [out, weights] = [s.fresh('out'), s.fresh('w')];
  s.add(
    'MultiheadAttention',
    `${out}, ${weights} = ${layer}(${x}, ${x}, ${x}${draw.chance(0.2) ? ', need_weights=False' : ''})`,
  );
  s.knows(out, [batch, steps, features]);
}

function transformer(s: Sketch): void {
  const { draw } = s;
  const heads = draw.pick([1, 2]);
  const features = heads * draw.int(2, 4);
  const shape = [draw.size(), draw.size(), features];
  const x = s.set('creator', `torch.randn(${list(shape)})`, shape);
  const layer = s.fresh('layer');
  s.add(
    'TransformerEncoderLayer',
    `${layer} = nn.TransformerEncoderLayer(d_model=${draw.near(features)}, nhead=${draw.near(heads)}, dim_feedforward=${draw.size()}, batch_first=True)`,
  );
  if (draw.chance(0.4)) {
    const encoder = s.fresh('encoder');
    s.add('TransformerEncoder', `${encoder} = nn.TransformerEncoder(${layer}, num_layers=${draw.int(1, 2)})`);
    s.set('TransformerEncoder', `${encoder}(${x})`, shape);
  } else s.set('TransformerEncoderLayer', `${layer}(${x})`, shape);
}

function bilinear(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, 2);
  const [rows = 1, first = 1] = x.shape;
  const [second, out] = [draw.size(), draw.size()];
  const y = s.set('creator', `torch.randn(${draw.near(rows)}, ${second})`, [rows, second]);
  apply(s, 'Bilinear', [draw.near(first), draw.near(second), out], `${x.name}, ${y}`, [rows, out]);
}

/** nn.Sequential of a few layers. */
function sequential(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.int(2, 3));
  let features = x.shape.at(-1) ?? 1;
  const parts: string[] = [];
  for (let i = draw.int(2, 5); i > 0; i--) {
    const kind = draw.pick(['linear', 'linear', 'activation', 'dropout', 'norm']);
    if (kind === 'linear') {
      const out = draw.size();
      parts.push(`nn.Linear(${draw.near(features)}, ${out})`);
      features = out;
    } else if (kind === 'norm') parts.push(`nn.LayerNorm(${draw.near(features)})`);
    else
      parts.push(kind === 'dropout' ? 'nn.Dropout(0.1)' : `nn.${draw.pick(['ReLU', 'Tanh', 'Sigmoid'])}()`);
  }
  const name = s.fresh('model');
  const named = draw.chance(0.2);
  const written = named
    ? `OrderedDict([${list(parts.map((part, i) => `('part${i}', ${part})`))}])`
    : list(parts);
  s.add('Sequential', `${name} = nn.Sequential(${written})`);
  s.set('Sequential', `${name}(${x.name})`, [...x.shape.slice(0, -1), features], 'float', 'y');
  if (draw.chance(0.5))
    s.add(
      'Sequential weights',
      draw.pick([
        `${s.fresh('w')} = ${name}[${draw.int(-1, parts.length)}].weight`,
        `${s.fresh('w')} = ${name}.state_dict()['${draw.int(0, parts.length)}.weight']`,
        `${s.fresh('w')} = torch.zeros(sum(p.numel() for p in ${name}.parameters()))`,
        `${s.fresh('w')} = torch.zeros(len(${name}))`,
        `${s.fresh('y')} = ${name}[:${draw.int(1, parts.length)}](${x.name})`,
        `${name}.append(nn.Linear(${features}, 2))`,
      ]),
    );
}

export const layers: readonly (readonly [number, Maker])[] = [
  [3, linear],
  [2, embedding],
  [2.5, convolution],
  [0.7, transposed],
  [2, pooling],
  [2, normalisation],
  [1.5, pointwise],
  [1.5, flattening],
  [1, unflattening],
  [0.8, attention],
  [0.5, transformer],
  [0.7, bilinear],
  [2.5, sequential],
];
