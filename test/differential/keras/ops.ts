/** keras.ops on arrays and symbolic tensors, operators and subscripts. */
import type { Draw } from '../draw.ts';
import type { Guess, Maker, Sketch } from '../program.ts';
import { list, shapeOfRank, symbolic, tuple } from './tensors.ts';

/** A concrete tensor; a guess has all axes. */
function array(s: Sketch, rank: number): Guess {
  const there = s.draw.chance(0.6)
    ? s.tensor(t => t.shape.length === rank && t.name.startsWith('a'))
    : undefined;
  if (there) return there;
  const shape = shapeOfRank(s.draw, rank);
  const name = s.fresh('a');
  s.add('creator', `${name} = ops.${s.draw.pick(['zeros', 'ones'])}(${tuple(shape)})`);
  return s.knows(name, shape);
}

const axisOf = (draw: Draw, axis: number, rank: number): number =>
  draw.near(draw.chance(0.35) ? axis - rank : axis);

function shaping(s: Sketch): void {
  const { draw } = s;
  const a = array(s, draw.int(1, 4));
  const rank = a.shape.length;
  const axis = draw.int(0, rank - 1);
  const at = axisOf(draw, axis, rank);
  const all = a.shape.reduce((x, y) => x * y, 1);
  const order = draw.shuffled(a.shape.map((_, i) => i));
  const divisor = draw.pick([2, 3, 5].filter(n => all % n === 0).concat([1]));
  const size = a.shape[axis] ?? 1;
  const [expression, shape] = draw.pick<readonly [string, readonly number[] | undefined]>([
    [
      `ops.reshape(${a.name}, (${list([draw.near(divisor), draw.rather(all / divisor, [-1])])}))`,
      [divisor, all / divisor],
    ],
    [`ops.transpose(${a.name}, ${tuple(order.map(n => draw.near(n)))})`, order.map(n => a.shape[n] ?? 1)],
    [`ops.transpose(${a.name})`, [...a.shape].reverse()],
    [`ops.expand_dims(${a.name}, ${draw.pick(['axis=', ''])}${axis})`, a.shape.toSpliced(axis, 0, 1)],
    [`ops.squeeze(${a.name}, axis=${at})`, size === 1 ? a.shape.toSpliced(axis, 1) : undefined],
    [
      `ops.concatenate([${a.name}, ops.zeros(${tuple(a.shape.map(n => draw.near(n)))})], axis=${at})`,
      a.shape.with(axis, 2 * size),
    ],
    [`ops.stack([${a.name}, ${a.name}], axis=${at})`, undefined],
    [`ops.split(${a.name}, ${draw.near(1)}, axis=${at})[0]`, a.shape],
    [`ops.repeat(${a.name}, 2, axis=${at})`, a.shape.with(axis, 2 * size)],
    [`ops.tile(${a.name}, ${tuple(a.shape.map(() => draw.int(1, 2)))})`, undefined],
    [`ops.flip(${a.name}, axis=${at})`, a.shape],
    [`ops.swapaxes(${a.name}, ${at}, 0)`, undefined],
    [`ops.moveaxis(${a.name}, ${at}, 0)`, undefined],
    [`ops.broadcast_to(${a.name}, ${tuple([2, ...a.shape.map(n => draw.near(n))])})`, [2, ...a.shape]],
    [`ops.pad(${a.name}, (${list(a.shape.map(() => '(1, 0)'))},))`, undefined],
    [`ops.ravel(${a.name})`, [all]],
    [`ops.one_hot(ops.zeros(${tuple(a.shape)}, 'int32'), ${draw.size()})`, undefined],
    [`ops.take(${a.name}, ops.zeros((${draw.size()},), 'int32'), axis=${at})`, undefined],
    [`ops.unstack(${a.name}, axis=${at})[0]`, undefined],
    [`ops.roll(${a.name}, 1, axis=${at})`, a.shape],
  ]);
  s.set(`ops.${/ops\.(\w+)/.exec(expression)?.[1]}`, expression, shape, 'float', 'a');
}

function reducing(s: Sketch): void {
  const { draw } = s;
  const a = array(s, draw.int(1, 4));
  const rank = a.shape.length;
  const axis = draw.int(0, rank - 1);
  const keep = draw.chance(0.25);
  const name = draw.pick([
    'sum',
    'mean',
    'max',
    'min',
    'prod',
    'std',
    'var',
    'argmax',
    'any',
    'logsumexp',
    'softmax',
    'cumsum',
    'sort',
    'argsort',
    'norm',
  ]);
  const same = ['softmax', 'cumsum', 'sort', 'argsort'].includes(name);
  s.set(
    `ops.${name}`,
    `ops.${name}(${list([a.name, `axis=${axisOf(draw, axis, rank)}`, ...(keep && !same ? ['keepdims=True'] : [])])})`,
    same ? a.shape : keep ? a.shape.with(axis, 1) : a.shape.toSpliced(axis, 1),
    'float',
    'a',
  );
}

function products(s: Sketch): void {
  const { draw } = s;
  const a = array(s, draw.int(1, 3));
  const inner = a.shape.at(-1) ?? 1;
  const out = draw.size();
  const shape = [...(draw.chance(0.4) ? a.shape.slice(0, -2) : []), draw.near(inner), out];
  const b = `ops.ones(${tuple(shape)})`;
  s.set(
    'ops products',
    draw.pick([
      `ops.matmul(${a.name}, ${b})`,
      `ops.dot(${a.name}, ${b})`,
      `${a.name} @ ${b}`,
      `ops.tensordot(${a.name}, ${b}, axes=1)`,
      `ops.einsum('...i,ij->...j', ${a.name}, ops.ones((${draw.near(inner)}, ${out})))`,
      // Of another rank TensorFlow's backend multiplies matrices whatever the equation says.
      ...(a.shape.length === 3
        ? [`ops.einsum('bti,io->bto', ${a.name}, ops.ones((${draw.near(inner)}, ${out})))`]
        : []),
      `ops.outer(${a.name}, ${b})`,
    ]),
    undefined,
    'float',
    'a',
  );
}

function arithmetic(s: Sketch): void {
  const { draw } = s;
  const a = array(s, draw.int(1, 4));
  const sizes = a.shape
    .slice(draw.int(0, a.shape.length - 1))
    .map(n => (draw.chance(0.2) ? 1 : draw.near(n)));
  const b = `ops.ones(${tuple(sizes)})`;
  s.set(
    'ops arithmetic',
    draw.pick([
      `${a.name} + ${b}`,
      `${a.name} * ${b}`,
      `ops.add(${a.name}, ${b})`,
      `ops.maximum(${a.name}, ${b})`,
      `ops.where(${a.name} > 0, ${a.name}, ${b})`,
      `${b} - ${a.name}`,
    ]),
    a.shape,
    'float',
    'a',
  );
}

function subscript(s: Sketch): void {
  const { draw } = s;
  const isArray = draw.chance(0.5);
  const t = isArray ? array(s, draw.int(1, 3)) : symbolic(s, draw.int(1, 2));
  const axes = isArray ? t.shape : [9, ...t.shape];
  const parts = axes
    .slice(0, draw.int(1, axes.length))
    .map((n, i) =>
      !isArray && i === 0
        ? ':'
        : draw.pick([
            ':',
            `${draw.near(draw.int(0, n - 1))}`,
            '-1',
            `:${draw.int(1, n)}`,
            `${draw.int(0, n)}:`,
            '::2',
            '-2:',
          ]),
    );
  s.set(
    'subscript',
    `${t.name}[${list(draw.chance(0.1) ? [...parts, 'None'] : parts)}]`,
    undefined,
    'float',
    isArray ? 'a' : 'x',
  );
}

/** On symbolic tensors. */
function onSymbols(s: Sketch): void {
  const { draw } = s;
  const x = symbolic(s, draw.int(1, 3));
  const rank = x.shape.length + 1;
  const axis = draw.near(draw.int(1, rank - 1));
  const call = draw.pick([
    `ops.mean(${x.name}, axis=${axis})`,
    `ops.max(${x.name}, axis=${axis}, keepdims=True)`,
    `ops.expand_dims(${x.name}, ${axis})`,
    `ops.transpose(${x.name}, ${tuple([0, ...draw.shuffled(x.shape.map((_, i) => i + 1))])})`,
    `ops.concatenate([${x.name}, ${x.name}], axis=${axis})`,
    `ops.stack([${x.name}, ${x.name}], axis=${axis})`,
    `ops.reshape(${x.name}, ${tuple([-1, ...x.shape.map(n => draw.near(n))])})`,
    `ops.squeeze(${x.name}, axis=${axis})`,
    `ops.matmul(${x.name}, ops.ones((${draw.near(x.shape.at(-1) ?? 1)}, ${draw.size()})))`,
    `ops.softmax(${x.name}, axis=${axis})`,
    `${x.name} + ${draw.rather(x, s.tensors).name}`,
    `${x.name} * ${draw.rather(x, s.tensors).name}`,
    `ops.split(${x.name}, ${draw.near(1)}, axis=${axis})[0]`,
    `ops.einsum('bti,bsi->bts', ${x.name}, ${x.name})`,
    `ops.take(${x.name}, 0, axis=${axis})`,
  ]);
  s.set(`symbolic ${/ops\.(\w+)/.exec(call)?.[1] ?? 'arithmetic'}`, call);
}

export const operations: readonly (readonly [number, Maker])[] = [
  [3, shaping],
  [2, reducing],
  [1.5, products],
  [1, arithmetic],
  [1.5, subscript],
  [2, onSymbols],
];
