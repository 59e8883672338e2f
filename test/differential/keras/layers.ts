/** Layers of Keras without a memory, functional. */
import type { Maker, Sketch } from '../program.ts';
import { input, list, shapeOfRank, symbolic, tuple } from './tensors.ts';

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

function dense(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, draw.int(1, 3));
  const units = draw.size();
  const options = [
    ...(draw.chance(0.3) ? [`activation='${draw.pick(['relu', 'softmax', 'tanh', 'linear'])}'`] : []),
    ...(draw.chance(0.1) ? ['use_bias=False'] : []),
  ];
  const written = `layers.Dense(${list([draw.chance(0.1) ? `units=${units}` : units, ...options])})`;
  if (draw.chance(0.3)) {
    const layer = s.fresh('layer');
    s.add('Dense', `${layer} = ${written}`);
    s.set('Dense', `${layer}(${x.name})`, [...x.shape.slice(0, -1), units]);
    s.add(
      'weights of Dense',
      draw.pick([
        `${s.fresh('w')} = ${layer}.kernel`,
        `${s.fresh('k')}, ${s.fresh('b')} = ${layer}.get_weights()`,
        `${s.fresh('w')} = np.zeros(${layer}.count_params())`,
        `${layer}.set_weights([np.zeros((${draw.near(x.shape.at(-1) ?? 1)}, ${units})), np.zeros(${draw.near(units)})])`,
      ]),
    );
  } else s.set('Dense', `${written}(${x.name})`, [...x.shape.slice(0, -1), units]);
}

function embedding(s: Sketch): void {
  const { draw } = s;
  const x = input(s, shapeOfRank(draw, draw.pick([1, 1, 2])), draw.chance(0.5) ? ["dtype='int32'"] : []);
  const size = draw.size();
  s.set(
    'Embedding',
    `layers.Embedding(${list([draw.int(5, 12), size, ...(draw.chance(0.3) ? ['mask_zero=True'] : [])])})(${x.name})`,
    [...x.shape, size],
  );
}

function convolution(s: Sketch): void {
  const { draw } = s;
  const dims = draw.pick([1, 1, 1, 2]);
  const x = symbolic(s, draw.rather(dims + 1, [dims, dims + 2]));
  const [filters, kernel] = [draw.size(), draw.pick([1, 2, 3, 5])];
  const padding = draw.pick(['', '', "padding='same'", "padding='causal'", "padding='valid'"]);
  const strides = draw.chance(0.2) ? 'strides=2' : '';
  const dilation = draw.chance(0.1) ? 'dilation_rate=2' : '';
  const keeps = padding.includes('same') || padding.includes('causal');
  const plain = !strides && !dilation;
  const sizes = x.shape.slice(0, -1).map(n => (keeps ? n : n - kernel + 1));
  const type = draw.pick(['Conv', 'Conv', 'Conv', 'SeparableConv', 'Conv']);
  s.set(
    `${type}${dims}D`,
    `layers.${type}${dims}D(${list([filters, kernel, padding, strides, dilation].filter(part => part !== ''))})(${x.name})`,
    plain && sizes.every(n => n > 0) ? [...sizes, filters] : undefined,
  );
}

function convolutionTransposed(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, 2);
  s.set(
    'Conv1DTranspose',
    `layers.Conv1DTranspose(${list([draw.size(), draw.int(1, 4), ...(draw.chance(0.5) ? [`strides=${draw.int(1, 3)}`] : []), ...(draw.chance(0.4) ? ["padding='same'"] : [])])})(${x.name})`,
  );
}

function pooling(s: Sketch): void {
  const { draw } = s;
  const dims = draw.pick([1, 1, 1, 2]);
  const x = symbolic(s, draw.rather(dims + 1, [dims, dims + 2]));
  if (draw.chance(0.35)) {
    const keep = draw.chance(0.15) ? 'keepdims=True' : '';
    s.set(
      'global pooling',
      `layers.Global${draw.pick(['Max', 'Average'])}Pooling${dims}D(${keep})(${x.name})`,
      keep ? undefined : [x.shape.at(-1) ?? 1],
    );
    return;
  }
  const size = draw.int(1, 3);
  const options = draw.pick(['', '', "padding='same'", 'strides=1', 'strides=2']);
  const sizes = x.shape.slice(0, -1).map(n => Math.floor(n / size));
  s.set(
    'pooling',
    `layers.${draw.pick(['Max', 'Average'])}Pooling${dims}D(${list([draw.pick([size, size, `pool_size=${size}`]), ...(options ? [options] : [])])})(${x.name})`,
    options === '' && sizes.every(n => n > 0) ? [...sizes, x.shape.at(-1) ?? 1] : undefined,
  );
}

function reshaping(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, draw.int(1, 3));
  const all = product(x.shape);
  const divisor = draw.pick([2, 3, 4, 5].filter(n => all % n === 0).concat([1]));
  const kind = draw.pick([
    'Reshape',
    'Reshape',
    'Permute',
    'RepeatVector',
    'Flatten',
    'Cropping1D',
    'ZeroPadding1D',
    'UpSampling1D',
  ]);
  if (kind === 'Reshape') {
    const target = draw.pick([[divisor, all / divisor], [all], [...x.shape, 1], [...x.shape].reverse()]);
    const sizes = target.map(size => draw.near(size));
    const written = draw.chance(0.3) ? sizes.with(draw.int(0, sizes.length - 1), -1) : sizes;
    s.set(kind, `layers.Reshape(${tuple(written)})(${x.name})`, target);
  } else if (kind === 'Permute') {
    const order = draw.shuffled(x.shape.map((_, axis) => axis + 1));
    s.set(
      kind,
      `layers.Permute(${tuple(order.map(axis => draw.near(axis)))})(${x.name})`,
      order.map(axis => x.shape[axis - 1] ?? 1),
    );
  } else if (kind === 'RepeatVector') {
    const [v, n] = [symbolic(s, draw.rather(1, [2])), draw.size()];
    s.set(kind, `layers.RepeatVector(${n})(${v.name})`, [n, ...v.shape]);
  } else if (kind === 'Flatten') s.set(kind, `layers.Flatten()(${x.name})`, [all]);
  else {
    const y = symbolic(s, draw.rather(2, [1, 3]));
    const argument = draw.pick([`${draw.int(1, 2)}`, `(${draw.int(0, 2)}, ${draw.int(0, 2)})`]);
    s.set(kind, `layers.${kind}(${kind === 'UpSampling1D' ? draw.int(1, 3) : argument})(${y.name})`);
  }
}

/** Another tensor whose shape is, but for slips, that of `shape`. */
function like(s: Sketch, shape: readonly number[]): string {
  return input(
    s,
    shape.map(n => s.draw.near(n)),
  ).name;
}

function merging(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, draw.int(1, 3));
  const rank = x.shape.length;
  const kind = draw.pick([
    'Concatenate',
    'Concatenate',
    'Add',
    'Multiply',
    'Average',
    'Maximum',
    'Subtract',
    'Dot',
    'concatenate',
    'add',
    'Minimum',
  ]);
  if (kind === 'Concatenate' || kind === 'concatenate') {
    const axis = draw.int(1, rank);
    const size = draw.size();
    const other = like(s, x.shape.with(axis - 1, size));
    const written = draw.near(draw.chance(0.5) ? axis : axis - rank - 1);
    const last = axis === rank && draw.chance(0.4);
    const shape = x.shape.with(axis - 1, (x.shape[axis - 1] ?? 1) + size);
    const call =
      kind === 'Concatenate'
        ? `layers.Concatenate(${last ? '' : `axis=${written}`})([${x.name}, ${other}])`
        : `layers.concatenate([${x.name}, ${other}]${last ? '' : `, axis=${written}`})`;
    s.set('Concatenate', call, shape);
  } else if (kind === 'Dot') {
    const y = input(s, shapeOfRank(draw, draw.int(1, 2)).with(0, draw.near(x.shape[0] ?? 1)));
    s.set(
      'Dot',
      `layers.Dot(axes=${draw.pick([`(${draw.int(1, rank)}, ${draw.int(1, 2)})`, '1', '-1', '2', '(1, 1)'])}${draw.chance(0.15) ? ', normalize=True' : ''})([${x.name}, ${y.name}])`,
    );
  } else {
    const items = [
      x.name,
      ...Array.from(
        {
          length: draw.weighted([
            [8, 1],
            [1, 2],
            [0.4, 0],
          ] as const),
        },
        () =>
          like(
            s,
            x.shape.map(n => (draw.chance(0.08) ? 1 : n)),
          ),
      ),
    ];
    const call = kind === 'add' ? `layers.add([${list(items)}])` : `layers.${kind}()([${list(items)}])`;
    s.set('merging', call, x.shape);
  }
}

function attention(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, 2);
  const y = draw.chance(0.5) ? x.name : input(s, [draw.size(), draw.near(x.shape[1] ?? 1)]).name;
  const call = draw.pick([
    `layers.Attention()([${x.name}, ${y}])`,
    `layers.AdditiveAttention()([${x.name}, ${y}])`,
    `layers.MultiHeadAttention(num_heads=${draw.int(1, 3)}, key_dim=${draw.int(1, 5)})(${x.name}, ${y})`,
    `layers.MultiHeadAttention(${draw.int(1, 3)}, ${draw.int(1, 5)}, value_dim=${draw.int(1, 4)}, output_shape=${draw.size()})(${x.name}, ${y}, ${y})`,
  ]);
  s.set('attention', call, /^layers\.M.*key_dim/.test(call) ? x.shape : undefined);
}

const PLAIN = [
  'Dropout(0.2)',
  "Activation('relu')",
  'BatchNormalization()',
  'LayerNormalization()',
  'Masking(mask_value=0.0)',
  'SpatialDropout1D(0.2)',
  'ReLU()',
  'Softmax()',
  'LeakyReLU()',
  'GaussianNoise(0.1)',
  'UnitNormalization()',
  'PReLU()',
  'ActivityRegularization()',
  'GroupNormalization(1)',
  'Rescaling(0.5)',
  "Activation('tanh')",
];

function plain(s: Sketch): void {
  const x = symbolic(s, s.draw.int(1, 3));
  const layer = s.draw.pick(PLAIN);
  s.set(layer.split('(')[0] ?? '', `layers.${layer}(${x.name})`, x.shape);
}

function lambda(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, 2);
  const body = draw.pick([
    't[:, -1]',
    't[:, -1, :]',
    't * 2',
    'ops.mean(t, axis=1)',
    'ops.sum(t, axis=-1, keepdims=True)',
    'ops.expand_dims(t, -1)',
    'ops.squeeze(t, axis=-1)',
    'ops.transpose(t, (0, 2, 1))',
    't[:, 0:2]',
  ]);
  s.set('Lambda', `layers.Lambda(lambda t: ${body})(${x.name})`);
}

export const layers: readonly (readonly [number, Maker])[] = [
  [3, dense],
  [2, embedding],
  [2.5, convolution],
  [0.4, convolutionTransposed],
  [2, pooling],
  [3, reshaping],
  [3, merging],
  [1, attention],
  [1.5, plain],
  [0.6, lambda],
];
