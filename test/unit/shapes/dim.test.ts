/** Dimensions by example: how they simplify, compare, print, and remember where they come from. */
import assert from 'node:assert/strict';
import {
  add,
  ceilDivide,
  compare,
  constantOf,
  type Dim,
  floorDivide,
  isPositive,
  isUnknown,
  jsonDim,
  jsonShape,
  less,
  maximum,
  modulo,
  multiply,
  negate,
  type Origin,
  parseDim,
  printDim,
  printShape,
  product,
  select,
  size,
  substitute,
  subtract,
  sum,
  symbol,
  symbolsOf,
  unknownDim,
  withOrigin,
} from '../../../src/shapes/index.ts';

function dim(text: string): Dim {
  const parsed = parseDim(text);
  assert.ok(parsed, text);
  return parsed;
}

const origin = (start: number, what = 'units of LSTM'): Origin => ({
  file: 'model.py',
  start,
  end: start + 2,
  what,
});

describe('printDim', () => {
  const texts: readonly (readonly [given: string, printed: string])[] = [
    ['128', '128'],
    ['-1', '-1'],
    ['batch', 'batch'],
    ['hidden_size * 4', '4*hidden_size'],
    ['1 + hidden_size*2', '2*hidden_size + 1'],
    ['seq_len // 2', 'seq_len//2'],
    ['(seq_len - 3) // 2', '(seq_len - 3)//2'],
    ['(seq_len - 3) // 2 + 1', '(seq_len - 1)//2'],
    ['-(-seq_len // 2)', '(seq_len + 1)//2'],
    ['3*seq_len // 2', '(3*seq_len)//2'],
    ['n + n // 2', '(3*n)//2'],
    ['n//2 + n//3', 'n//2 + n//3'],
    ['embed_dim // num_heads * num_heads', 'num_heads*(embed_dim//num_heads)'],
    ['n % 2', 'n % 2'],
    ['1 - n', '1 - n'],
    ['-(n // 2)', '-(n//2)'],
    ['-n // 2', '(-n)//2'],
    ['4*h*(h + i + 2)', '4*h*(h + i + 2)'],
    ['n*n', 'n**2'],
    ['max(n - 2, 0)', 'max(n - 2, 0)'],
    ['min(10, n)', 'min(n, 10)'],
    ['x.shape[1] // 2', 'x.shape[1]//2'],
    ['longueur_é + 1', 'longueur_é + 1'],
    ['?', '?'],
    ['? + 1', '?'],
    ['0 * n', '0'],
  ];
  for (const [given, printed] of texts) {
    it(`${given} is ${printed}`, () => {
      assert.equal(printDim(dim(given)), printed);
      assert.equal(printDim(dim(printed)), printed);
    });
  }
});

describe('parseDim', () => {
  for (const text of [
    '',
    ' ',
    '2 +',
    '(n',
    'n)',
    '1.5',
    'n m',
    'max(n)',
    'f(n, 2)',
    '**',
    '5n',
    'n**m',
    'n**99',
    "'n'",
  ]) {
    it(`knows that '${text}' is none`, () => assert.equal(parseDim(text), undefined));
  }

  it('reads any depth of brackets without running out of stack', () => {
    assert.equal(parseDim('('.repeat(100_000)), undefined);
    assert.equal(parseDim('-'.repeat(100_000)), undefined);
  });
});

describe('jsonDim and printShape', () => {
  it('give numbers, texts and null', () => {
    assert.deepEqual(jsonShape([size(8), symbol('batch'), unknownDim()]), [8, 'batch', null]);
    assert.equal(jsonDim(dim('2*n')), '2*n');
  });

  it('print shapes as Python prints tuples', () => {
    assert.equal(printShape([symbol('batch'), size(8), size(8)]), '(batch, 8, 8)');
    assert.equal(printShape([size(10)]), '(10,)');
    assert.equal(printShape([]), '()');
  });
});

describe('arithmetic', () => {
  it('divides exactly where it can', () => {
    assert.equal(printDim(floorDivide(dim('batch*64'), size(64))), 'batch');
    assert.equal(printDim(floorDivide(dim('4*n + 3'), size(4))), 'n');
    assert.equal(printDim(floorDivide(dim('a*c + b*c'), dim('a + b'))), 'c');
    assert.equal(printDim(floorDivide(dim('n*m + n'), dim('n'))), 'm + 1');
    assert.equal(printDim(modulo(dim('6*n + 4'), size(3))), '1');
  });

  it('joins divisions of divisions', () => {
    assert.equal(compare(dim('(n//2)//3'), dim('n//6')), 'equal');
    assert.equal(printDim(dim('((n - 3)//2 + 1 - 3)//2 + 1')), '(n - 3)//4');
  });

  it('rounds down below zero and gives remainders the sign of the divisor', () => {
    assert.equal(constantOf(floorDivide(size(-7), size(2))), -4);
    assert.equal(constantOf(modulo(size(-7), size(3))), 2);
    assert.equal(constantOf(modulo(size(7), size(-3))), -2);
    assert.equal(constantOf(ceilDivide(size(7), size(2))), 4);
  });

  it('knows nothing of a division by zero, of fractions and of numbers that are too large', () => {
    assert.ok(isUnknown(floorDivide(symbol('n'), size(0))));
    assert.ok(isUnknown(modulo(symbol('n'), size(0))));
    assert.ok(isUnknown(size(2.5)));
    assert.ok(isUnknown(size(Number.NaN)));
    assert.ok(isUnknown(multiply(size(2 ** 40), size(2 ** 40))));
  });

  it('gives up expressions that grow without end', () => {
    let n = symbol('n');
    for (let i = 0; i < 200; i++) n = floorDivide(add(multiply(n, n), symbol(`s${i}`)), size(3));
    assert.ok(isUnknown(n));
  });

  it('multiplies nothing to 1 and adds nothing to 0', () => {
    assert.equal(constantOf(product([])), 1);
    assert.equal(constantOf(sum([])), 0);
  });

  it('has 0 of anything unknown, and otherwise passes unknown on', () => {
    assert.equal(constantOf(multiply(size(0), unknownDim())), 0);
    assert.ok(isUnknown(add(size(0), unknownDim())));
  });
});

describe('flags', () => {
  const bidirectional = symbol('bidirectional', { flag: true });
  const directions = select(bidirectional, size(2), size(1));
  const hidden = symbol('hidden_size');

  it('are equal to their square', () => {
    assert.equal(compare(multiply(bidirectional, bidirectional), bidirectional), 'equal');
  });

  it('keep correlated choices exact', () => {
    const width = multiply(hidden, directions);
    assert.equal(printDim(width), 'hidden_size*(bidirectional + 1)');
    assert.equal(compare(width, select(bidirectional, multiply(size(2), hidden), hidden)), 'equal');
    assert.equal(compare(floorDivide(width, directions), hidden), 'equal');
    assert.equal(compare(width, multiply(size(3), hidden)), 'different');
    assert.equal(compare(width, hidden), 'unknown');
  });

  it('become numbers', () => {
    const set = (value: number) =>
      substitute(directions, id => (id === 'bidirectional' ? size(value) : undefined));
    assert.equal(constantOf(set(1)), 2);
    assert.equal(constantOf(set(0)), 1);
  });
});

describe('compare', () => {
  const verdicts: readonly (readonly [string, string, ReturnType<typeof compare>])[] = [
    ['n', 'n', 'equal'],
    ['n', 'm', 'unknown'],
    ['n', 'n + 1', 'different'],
    ['n', '5', 'unknown'],
    ['n', '0', 'different'],
    ['n + 1', '1', 'different'],
    ['2*n', '7', 'different'],
    ['2*n', '8', 'unknown'],
    ['4*h', '3*h', 'different'],
    ['n*m + n', 'n', 'different'],
    ['n*m', 'n', 'unknown'],
    ['n//2', 'n', 'different'],
    ['n - n//2', '0', 'different'],
    ['(n + 1)//2 + n//2', 'n', 'equal'],
    ['2*(n//2) + n%2', 'n', 'equal'],
    ['k*(n//k) + n%k', 'n', 'equal'],
    ['n//2', '0', 'unknown'],
    ['(n % 6)//4', '1', 'unknown'],
    ['(n % 6)//4', '2', 'different'],
    ['n//(n + m)', '0', 'equal'],
    ['n//(n + m - 1)', '0', 'unknown'],
    ['n % 4', '5', 'different'],
    ['min(n, 10)', '11', 'different'],
    ['max(n, 10)', '9', 'different'],
    ['max(n, m)', 'max(m, n)', 'equal'],
    ['?', 'n', 'unknown'],
    ['?', '?', 'unknown'],
  ];
  for (const [a, b, verdict] of verdicts) {
    it(`${a} and ${b}: ${verdict}`, () => {
      assert.equal(compare(dim(a), dim(b)), verdict);
      assert.equal(compare(dim(b), dim(a)), verdict);
    });
  }

  it('takes an unknown size for equal to itself, also after it was given an origin', () => {
    const unknown = unknownDim();
    assert.equal(compare(unknown, unknown), 'equal');
    assert.equal(compare(unknown, withOrigin(unknown, origin(1))), 'equal');
    assert.equal(compare(unknown, unknownDim()), 'unknown');
  });

  it('goes by the id of a symbol, not by its name', () => {
    assert.equal(compare(symbol('n', { id: 'first' }), symbol('n', { id: 'second' })), 'unknown');
    assert.equal(compare(symbol('n', { id: 'same' }), symbol('m', { id: 'same' })), 'equal');
  });

  it('orders what is provable', () => {
    assert.equal(less(dim('n'), dim('n + m')), true);
    assert.equal(less(dim('n'), size(1)), false);
    assert.equal(less(dim('n'), dim('m')), undefined);
    assert.equal(less(unknownDim(), size(1)), undefined);
    assert.equal(isPositive(dim('n*m - n + 1')), true);
    assert.equal(isPositive(negate(symbol('n'))), false);
    assert.equal(isPositive(dim('n - 1')), undefined);
  });
});

describe('symbols', () => {
  it('are found inside divisions', () => {
    const ids = symbolsOf(dim('(a + b//c) % d + max(e - 1, 0)')).map(s => s.id);
    assert.deepEqual([...ids].sort(), ['a', 'b', 'c', 'd', 'e']);
    assert.deepEqual(symbolsOf(unknownDim()), []);
  });

  it('are replaced everywhere, and what is not known stays', () => {
    const values: Readonly<Record<string, Dim>> = { n: dim('2*m'), h: size(64) };
    const replaced = substitute(dim('n//2 + 4*h + k'), id => values[id]);
    assert.equal(printDim(replaced), 'k + m + 256');
  });
});

describe('origins', () => {
  it('come first when they are added', () => {
    const dim = withOrigin(size(8, origin(1)), origin(5));
    assert.deepEqual(dim.origins, [origin(5), origin(1)]);
  });

  it('are united once each, at most four', () => {
    const sizes = [1, 2, 2, 3, 4, 5].map(n => size(n, origin(n)));
    assert.deepEqual(
      sum(sizes).origins.map(o => o.start),
      [1, 2, 3, 4],
    );
  });

  it('are no part of equality', () => {
    assert.equal(compare(size(8, origin(1)), size(8, origin(2))), 'equal');
    assert.equal(compare(symbol('n', { origin: origin(1) }), symbol('n')), 'equal');
  });

  it('travel through arithmetic, choices and substitution', () => {
    const units = size(10, origin(1));
    assert.deepEqual(subtract(symbol('n'), units).origins, [origin(1)]);
    assert.deepEqual(select(symbol('f', { flag: true }), units, size(1)).origins, [origin(1)]);
    assert.deepEqual(substitute(symbol('n'), () => units).origins, [origin(1)]);
  });
});

describe('The longest of many lengths', () => {
  const lengths = Array.from({ length: 40 }, (_, i) => symbol(`n${i}`));

  it('is written where there are few of them', () => {
    assert.match(printDim(lengths.slice(0, 2).reduce(maximum)), /^max\(n\d, n\d\)$/);
    assert.equal(isUnknown(lengths.slice(0, 4).reduce(maximum)), false);
  });

  it('is not known where there are many, instead of taking for ever to write', () => {
    assert.equal(isUnknown(lengths.reduce(maximum)), true);
  });
});
