import assert from 'node:assert/strict';
import type { Problem } from '../../src/rules/index.ts';
import { createBoard } from '../../src/server/problem-board.ts';

const TEXT = 'LSTM(1)\nGRU(2)\nLSTM(1)\n';

/** A problem that marks a part of the text; the board reads nothing else of it. */
function problem(rule: string, part: string, from = 0): Problem {
  const start = TEXT.indexOf(part, from);
  const partial: Partial<Problem> = { rule, start, end: start + part.length, related: [] };
  return partial as Problem; // the other fields are never read
}

describe('the board of shown problems', () => {
  const [first, second, third] = [
    problem('a', 'LSTM(1)'),
    problem('b', 'GRU(2)'),
    problem('a', 'LSTM(1)', 8),
  ];
  let shown: readonly Problem[] = [];
  const board = () =>
    createBoard((_, problems) => {
      shown = problems;
    });

  it('shows at once what was found on opening', () => {
    board().show('p', TEXT, [first, second]);
    assert.deepEqual(shown, [first, second]);
  });

  it('takes away at once what is gone, and keeps what holds', () => {
    const subject = board();
    subject.show('p', TEXT, [first, second]);
    subject.update('p', TEXT, [second]);
    assert.deepEqual(shown, [second]);
  });

  it('lets new problems wait for the pause', () => {
    const subject = board();
    subject.show('p', TEXT, [first]);
    subject.update('p', TEXT, [first, second]);
    assert.deepEqual(shown, [first]);
    subject.settle();
    assert.deepEqual(shown, [first, second]);
  });

  it('tells two problems of the same text apart by their number', () => {
    const subject = board();
    subject.show('p', TEXT, [first]);
    subject.update('p', TEXT, [first, third]);
    assert.deepEqual(shown, [first]);
  });

  it('does not bring back what is mended before the pause', () => {
    const subject = board();
    subject.update('p', TEXT, [second]);
    subject.update('p', TEXT, []);
    subject.settle();
    assert.deepEqual(shown, []);
  });

  describe('between two judgements of all that is linked', () => {
    const others = (found: Problem): boolean => found.rule !== 'b';

    it('keeps what other runs have found, where it stands now', () => {
      const subject = board();
      subject.show('p', TEXT, [first, second]);
      subject.recede('p', `# new\n${TEXT}`, [], others);
      assert.deepEqual(shown, [{ ...second, start: second.start + 6, end: second.end + 6 }]);
    });

    it('takes away what is typed over, shows nothing new, and nothing twice', () => {
      const subject = board();
      subject.show('p', TEXT, [second]);
      subject.recede('p', TEXT, [first, second], others);
      assert.deepEqual(shown, [second]);
      subject.recede('p', TEXT.replace('GRU(2)', 'GRU(23)'), [], others);
      assert.deepEqual(shown, []);
      subject.settle();
      assert.deepEqual(shown, []);
    });
  });

  it('forgets a file that is closed', () => {
    const subject = board();
    subject.update('p', TEXT, [second]);
    shown = [];
    subject.forget('p');
    subject.settle();
    assert.deepEqual(shown, []);
  });
});
