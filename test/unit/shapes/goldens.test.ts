/** Every operation against what NumPy, PyTorch and TensorFlow did. */
import assert from 'node:assert/strict';
import {
  compare,
  type Dim,
  isUnknown,
  multiply,
  type Shape,
  size,
  substitute,
  symbol,
  unknownDim,
} from '../../../src/shapes/index.ts';
import { type Answer, asks, type Case, casesOf, type Framework, type MakeDim } from './goldens.ts';

const frameworks: readonly Framework[] = ['numpy', 'torch', 'tensorflow'];

/** Refusals and results beyond any documentation; not to know them is no false alarm. */
const undocumented = new Set(['tensorflow einsum', 'tensorflow gatherBatched']);

/** How many places a mask takes is in the data. */
const hasMask = ({ given }: Case) => JSON.stringify(given).includes('"mask"');

const textOf = ({ operation, given, recorded }: Case) =>
  `${operation} ${JSON.stringify(given)} is recorded as ${JSON.stringify(recorded)}`;

function ask(framework: Framework, { operation, given }: Case, dim: MakeDim): Answer {
  const asked = asks[operation];
  assert.ok(asked, `no way to ask for ${operation}`);
  return asked(given, dim, framework);
}

const isShape = (value: Shape | readonly Shape[]): value is Shape => value.every(d => !Array.isArray(d));
const partsOf = (value: Shape | readonly Shape[]) => (isShape(value) ? [value] : value);
const recordedParts = (recorded: readonly number[] | readonly (readonly number[])[]) =>
  recorded.some(Array.isArray)
    ? (recorded as readonly (readonly number[])[])
    : [recorded as readonly number[]];

/** What in an answer speaks against the record; a size that is not known does not. */
function contradiction(
  answer: Answer,
  { operation, recorded }: Case,
  evaluate = (d: Dim) => d,
): string | undefined {
  if (recorded === null) return undefined;
  if (!answer.ok) return `refused: ${JSON.stringify(answer.mismatch)}`;
  if (answer.value === undefined) return undefined;
  const [ours, theirs] = [partsOf(answer.value), recordedParts(recorded)];
  // A size with symbols is taken to be large enough for all the chunks.
  if (operation === 'chunk' && ours.length > theirs.length) return undefined;
  if (ours.length !== theirs.length) return `${ours.length} parts`;
  const wrong = ours.findIndex((shape, i) => contradicts(shape.map(evaluate), theirs[i] ?? []));
  return wrong < 0 ? undefined : `part ${wrong} is ${JSON.stringify(ours[wrong])}`;
}

const contradicts = (ours: Shape, theirs: readonly number[]) =>
  ours.length !== theirs.length ||
  ours.some((d, axis) => compare(d, size(theirs[axis] ?? -1)) === 'different');

const isComplete = (answer: Answer) =>
  answer.ok && answer.value !== undefined && !partsOf(answer.value).flat().some(isUnknown);

/** Sizes above 1 as symbols of their own, or as multiples of symbols; and what the symbols stand for. */
const oneSymbol: MakeDim = n => (n > 1 ? symbol(`n${n}`) : size(n));
const twiceSymbol: MakeDim = n =>
  n > 1 && n % 2 === 0 ? multiply(size(2), symbol(`n${n / 2}`)) : oneSymbol(n);
const evaluate = (d: Dim) => substitute(d, id => size(Number(id.slice(1))));

const hiding =
  (isHidden: (n: number) => boolean): MakeDim =>
  n =>
    isHidden(n) ? unknownDim() : size(n);
const hidings = [hiding(n => n > 2), hiding(n => n !== 1), hiding(() => true)];

for (const framework of frameworks) {
  describe(`recorded facts of ${framework}`, () => {
    const cases = casesOf(framework);
    for (const operation of new Set(cases.map(c => c.operation))) {
      const own = cases.filter(c => c.operation === operation);
      const isDocumented = !undocumented.has(`${framework} ${operation}`);

      it(`${operation}: the same shapes and the same refusals`, () => {
        for (const c of own) {
          const answer = ask(framework, c, n => size(n));
          assert.equal(contradiction(answer, c), undefined, textOf(c));
          if (hasMask(c) || !isDocumented) continue;
          assert.equal(answer.ok, c.recorded !== null, `${textOf(c)}; we say ${JSON.stringify(answer)}`);
          if (answer.ok) assert.ok(isComplete(answer), `${textOf(c)}; we leave sizes unknown`);
        }
      });

      it(`${operation}: nothing false with symbols for sizes`, () => {
        for (const c of own) {
          for (const dim of [oneSymbol, twiceSymbol]) {
            assert.equal(contradiction(ask(framework, c, dim), c, evaluate), undefined, textOf(c));
          }
        }
      });

      it(`${operation}: nothing false with unknown sizes`, () => {
        for (const c of own) {
          for (const dim of hidings)
            assert.equal(contradiction(ask(framework, c, dim), c), undefined, textOf(c));
        }
      });
    }
  });
}
