/** Tensors from nothing. */
import type { Draw } from '../draw.ts';
import type { Guess, Maker, Sketch } from '../program.ts';

export const list = (items: readonly (number | string)[]): string => items.join(', ');

export const shapeOfRank = (draw: Draw, rank: number): readonly number[] =>
  Array.from({ length: rank }, () => draw.size());

/** A float tensor of this rank: one that is there, or a new one. */
export function floats(s: Sketch, rank: number): Guess {
  const there = s.draw.chance(0.7) ? s.tensor(t => t.shape.length === rank && t.kind === 'float') : undefined;
  return there ?? made(s, shapeOfRank(s.draw, rank));
}

/** A new float tensor of this shape. */
export function made(s: Sketch, shape: readonly number[]): Guess {
  const name = s.fresh('x');
  const call = s.draw.pick(['torch.zeros', 'torch.randn', 'torch.ones', 'torch.rand']);
  const sizes = list(shape);
  const written =
    shape.length > 0 && s.draw.chance(0.75) ? sizes : shape.length === 1 ? `(${sizes},)` : `(${sizes})`;
  s.add('creator', `${name} = ${call}(${written})`);
  return s.knows(name, shape);
}

/** A new tensor of integers below `high`. */
export function integers(s: Sketch, shape: readonly number[], high: number): Guess {
  const name = s.fresh('ids');
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${list(shape)})`;
  s.add('creator', `${name} = torch.randint(0, ${Math.max(high, 1)}, ${tuple})`);
  return s.knows(name, shape, 'int');
}

/** `z(1, 4, 10)` in an expression, each size right or by a slip another one. */
export const zeros = (draw: Draw, shape: readonly number[]): string =>
  `torch.zeros(${list(shape.map(size => draw.near(size)))})`;

const CREATORS: readonly ((draw: Draw) => readonly [string, readonly number[], Guess['kind']])[] = [
  draw => {
    const n = draw.size();
    return [`torch.arange(${n})`, [n], 'int'];
  },
  draw => {
    const [low, step] = [draw.int(0, 3), draw.int(1, 3)];
    const high = low + draw.int(1, 9);
    return [`torch.arange(${low}, ${high}, ${step})`, [Math.ceil((high - low) / step)], 'int'];
  },
  draw => {
    const n = draw.size();
    return [`torch.linspace(0, 1, ${n})`, [n], 'float'];
  },
  draw => {
    const [n, m] = [draw.size(), draw.size()];
    return draw.chance(0.5)
      ? [`torch.eye(${n})`, [n, n], 'float']
      : [`torch.eye(${n}, ${m})`, [n, m], 'float'];
  },
  draw => {
    const shape = shapeOfRank(draw, draw.int(1, 3));
    return [`torch.full((${list(shape)},), 2.0)`, shape, 'float'];
  },
  draw => {
    const [n, m] = [draw.int(1, 3), draw.int(1, 3)];
    const row = `[${list(Array.from({ length: m }, () => '1.0'))}]`;
    return [`torch.tensor([${list(Array.from({ length: n }, () => row))}])`, [n, m], 'float'];
  },
  draw => {
    const n = draw.size();
    return [`torch.randperm(${n})`, [n], 'int'];
  },
  draw => {
    const shape = shapeOfRank(draw, draw.int(1, 3));
    return [`torch.empty(${list(shape)}, dtype=torch.float32)`, shape, 'float'];
  },
  draw => {
    const shape = shapeOfRank(draw, 2);
    return [`torch.normal(0.0, 1.0, size=(${list(shape)}))`, shape, 'float'];
  },
];

export const creators: readonly (readonly [number, Maker])[] = [
  [
    1,
    s => {
      const [expression, shape, kind] = s.draw.pick(CREATORS)(s.draw);
      s.set('creator', expression, shape, kind);
    },
  ],
  [
    0.6,
    s => {
      const like = s.tensor(t => t.kind === 'float');
      if (like)
        s.set(
          'creator like',
          `torch.${s.draw.pick(['zeros_like', 'ones_like', 'randn_like'])}(${like.name})`,
          like.shape,
        );
    },
  ],
  [
    0.4,
    s => {
      const like = s.tensor();
      const shape = shapeOfRank(s.draw, s.draw.int(1, 3));
      if (like) s.set('creator like', `${like.name}.new_zeros(${list(shape)})`, shape, like.kind);
    },
  ],
];
