/** Random programs of TensorFlow.js, right and wrong: functions of tensors one after the other, and layers in models. */
import fc from 'fast-check';

/** The parts of one line, from which each kind of line takes what it needs. */
interface Line {
  readonly kind: number;
  /** Which of the values so far. */
  readonly from: readonly [number, number];
  readonly axis: number;
  readonly shape: readonly number[];
  readonly size: number;
  readonly flags: readonly [boolean, boolean];
}

const line: fc.Arbitrary<Line> = fc.record({
  kind: fc.nat(999),
  from: fc.tuple(fc.nat(9), fc.nat(9)),
  axis: fc.integer({ min: -3, max: 3 }),
  shape: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 3 }),
  size: fc.integer({ min: 1, max: 5 }),
  flags: fc.tuple(fc.boolean(), fc.boolean()),
});

type Writer = (x: string, y: string, line: Line) => string;

const list = (values: readonly number[]): string => `[${values.join(', ')}]`;
const unary =
  (name: string): Writer =>
  x =>
    `${x}.${name}()`;
const binary =
  (name: string): Writer =>
  (x, y, { flags }) =>
    flags[0] ? `tf.${name}(${x}, ${y})` : `${x}.${name}(${y})`;

const FUNCTIONS: readonly Writer[] = [
  ...[
    'relu',
    'tanh',
    'sigmoid',
    'square',
    'abs',
    'neg',
    'transpose',
    'flatten',
    'softmax',
    'unstack',
    'clone',
    'acosh',
  ].map(unary),
  ...['add', 'sub', 'mul', 'div', 'maximum', 'squaredDifference', 'matMul', 'dot'].map(binary),
  ...['sum', 'mean', 'max', 'min', 'argMax', 'logSumExp', 'all', 'cumsum', 'cumprod', 'euclideanNorm'].map(
    (name): Writer =>
      (x, _y, { axis, flags: [keeps, hasAxis] }) => {
        if (name === 'all') return `${x}.cast('bool').all(${axis}, ${keeps}).toFloat()`;
        if (name.startsWith('cum')) return `${x}.${name}(0)`;
        if (name.startsWith('arg')) return `${x}.${name}(${axis}).toFloat()`;
        return hasAxis ? `tf.${name}(${x}, ${axis}, ${keeps})` : `tf.${name}(${x})`;
      },
  ),
  (x, _y, { axis }) => `${x}.expandDims(${axis})`,
  (x, _y, { axis, flags }) => (flags[0] ? `${x}.squeeze([${axis}])` : `${x}.squeeze()`),
  (x, _y, { shape, flags }) => `${x}.reshape(${list(flags[0] ? [-1, ...shape] : shape)})`,
  (x, _y, { axis, shape }) =>
    `${x}.transpose(${list(shape.map((_, i) => (i + Math.abs(axis)) % shape.length))})`,
  (x, y, { axis }) => `tf.concat([${x}, ${y}], ${axis})`,
  (x, y, { axis }) => `tf.stack([${x}, ${y}], ${axis})`,
  (x, _y, { axis, size }) => `tf.split(${x}, ${size}, ${Math.abs(axis)})[0]`,
  (x, _y, { axis, shape }) => `tf.split(${x}, ${list(shape)}, ${Math.abs(axis)})[0]`,
  (x, _y, { axis }) => `tf.unstack(${x}, ${axis})[0]`,
  (x, _y, { shape }) => `${x}.tile(${list(shape)})`,
  (x, _y, { shape, size }) => `${x}.slice(${list(shape.map(() => 0))}, ${list(shape.map(() => size))})`,
  x => `${x}.slice(${x}.shape.map(n => n - 1))`,
  (x, _y, { size }) => `${x}.pad(${x}.shape.map(() => [1, ${size}]))`,
  (x, _y, { axis, shape }) => `tf.gather(${x}, tf.zeros(${list(shape)}, 'int32'), ${Math.abs(axis)})`,
  (x, _y, { axis }) => `${x}.gather([0, 0], ${Math.abs(axis)})`,
  (x, _y, { shape }) => `${x}.broadcastTo(${list(shape)})`,
  (x, _y, { size }) => `tf.topk(${x}, ${size}).values`,
  (x, _y, { axis, flags }) => `tf.moments(${x}, ${axis}, ${flags[0]}).variance`,
  (x, y, { flags }) => `tf.matMul(${x}, ${y}, ${flags[0]}, ${flags[1]})`,
  (x, y) => `tf.losses.meanSquaredError(${x}, ${y})`,
  (x, y) => `tf.losses.softmaxCrossEntropy(${x}, ${y})`,
  (x, y) => `tf.where(${x}.greater(0), ${x}, ${y})`,
  (x, _y, { axis }) => `${x}.softmax(${axis})`,
  (x, _y, { axis }) => `${x}.reverse(${axis})`,
  (x, _y, { shape }) => `${x}.as2D(${shape[0]}, ${shape[1] ?? 1})`,
  (x, y) => `${x}.reshapeAs(${y})`,
  (x, _y, { size }) => `tf.oneHot(${x}.toInt(), ${size}).toFloat()`,
  (x, _y, { size, flags }) => `tf.multinomial(${x}, ${size}, 1, ${flags[0]}).toFloat()`,
  x => `tf.tensor(${x}.arraySync())`,
  x => `tf.tensor1d(${x}.dataSync())`,
  (x, y) => `tf.addN([${x}, ${y}])`,
  (x, y) => `tf.grad(v => v.mul(${y}).sum())(${x})`,
  (x, y) => `tf.tidy(() => ${x}.add(${y}).mean())`,
  (x, _y, { shape }) => `tf.mirrorPad(${x}, [${shape.map(() => '[0, 0]').join(', ')}], 'symmetric')`,
];

const pick = <T>(all: readonly T[], index: number): T => {
  const found = all[index % all.length];
  if (found === undefined) throw new RangeError('nothing to pick from');
  return found;
};

const HEAD = "import * as tf from '@tensorflow/tfjs';\n";

export const functionPrograms: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { minLength: 2, maxLength: 2 }), fc.array(line, { minLength: 1, maxLength: 6 }))
  .map(([starts, lines]) => {
    const names = starts.map((_, i) => `x${i}`);
    const code = starts.map(({ shape }, i) => `const x${i} = tf.ones(${list(shape)});`);
    for (const one of lines) {
      const written = pick(FUNCTIONS, one.kind)(pick(names, one.from[0]), pick(names, one.from[1]), one);
      const isList = /\.unstack\(\)$/.test(written);
      const name = `x${names.length}`;
      code.push(`const ${name} = ${written}${isList ? '[0]' : ''};`);
      names.push(name);
    }
    return `${HEAD}\n${code.join('\n')}`;
  });

// --- layers ---------------------------------------------------------------------------------------------------------------

type LayerWriter = (line: Line) => string;

const recurrent =
  (name: string): LayerWriter =>
  ({ size, flags: [sequences, backwards] }) =>
    `tf.layers.${name}({ units: ${size}, returnSequences: ${sequences || size > 2}, goBackwards: ${backwards} })`;

const LAYERS: readonly LayerWriter[] = [
  ...['lstm', 'gru', 'simpleRNN'].map(recurrent),
  one =>
    `tf.layers.bidirectional({ layer: ${recurrent(pick(['lstm', 'gru'], one.kind))({ ...one, flags: [one.flags[0], false] })}, mergeMode: '${pick(['concat', 'sum', 'mul', 'ave'], one.kind)}' })`,
  ({ size, flags }) => `tf.layers.dense({ units: ${size}, useBias: ${flags[0]} })`,
  ({ size }) => `tf.layers.timeDistributed({ layer: tf.layers.dense({ units: ${size} }) })`,
  ({ size }) => `tf.layers.repeatVector({ n: ${size} })`,
  () => 'tf.layers.flatten()',
  ({ shape }) => `tf.layers.reshape({ targetShape: ${list(shape)} })`,
  ({ flags }) => `tf.layers.permute({ dims: ${flags[0] ? '[2, 1]' : '[1, 2]'} })`,
  () => 'tf.layers.dropout({ rate: 0.5 })',
  () => "tf.layers.activation({ activation: 'relu' })",
  () => 'tf.layers.layerNormalization()',
  () => 'tf.layers.batchNormalization()',
  ({ size, flags }) =>
    `tf.layers.conv1d({ filters: ${size}, kernelSize: 2, padding: '${flags[0] ? 'same' : 'valid'}' })`,
  () => 'tf.layers.maxPooling1d({ poolSize: 2 })',
  () => 'tf.layers.globalAveragePooling1d()',
  () => 'tf.layers.masking({ maskValue: 0 })',
  ({ size, flags }) =>
    `tf.layers.rnn({ cell: [tf.layers.lstmCell({ units: ${size} }), tf.layers.gruCell({ units: 2 })], returnSequences: ${flags[0]} })`,
  ({ size }) => `tf.layers.embedding({ inputDim: 9, outputDim: ${size} })`,
  ({ size }) => `tf.layers.upSampling2d({ size: [${size}, 1] })`,
  ({ flags }) =>
    `tf.layers.lstm({ ${flags[0] ? 'unit' : 'units'}: ${flags[1] ? -1 : 3}, returnSequences: true })`,
];

/** A Sequential model of random layers, trained or asked with data that may not fit. */
export const layerPrograms: fc.Arbitrary<string> = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 5 }), line, fc.boolean())
  .map(([lines, data, fits]) => {
    // Long enough for windows: what does not fit into them runs, and makes no sense.
    const input = [data.size + 30, (data.shape[0] ?? 1) + 1];
    const first = (code: string) =>
      code.endsWith('()')
        ? `${code.slice(0, -1)}{ inputShape: ${list(input)} })`
        : code.replace(/ \}\)$/, `, inputShape: ${list(input)} })`);
    const code = lines.map((one, i) => {
      const written = pick(LAYERS, one.kind)(one);
      return `model.add(${i === 0 ? first(written) : written});`;
    });
    const given = fits ? input : data.shape;
    return [
      HEAD,
      'const model = tf.sequential();',
      ...code,
      `const x = tf.zeros(${list([2, ...given])});`,
      'const y = model.predict(x);',
      ...(data.flags[0] ? [`const z = y.mul(tf.ones(${list(data.shape)}));`] : []),
    ].join('\n');
  });
