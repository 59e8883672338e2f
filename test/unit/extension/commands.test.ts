import assert from 'node:assert/strict';
import {
  COMMANDS,
  commandLink,
  readCalculatorTarget,
  readReportTarget,
} from '../../../src/protocol/commands.ts';

describe('a link that runs a command', () => {
  const target = { uri: 'file:///tmp/my%20model%20(1).py', position: { line: 3, character: 7 } };

  it('gives its argument back', () => {
    const link = commandLink(COMMANDS.openCalculator, target);
    const [command, query = ''] = link.split('?');
    assert.equal(command, 'command:lstmShapes.openCalculator');
    assert.deepEqual(JSON.parse(decodeURIComponent(query)), [target]);
  });

  it('has nothing in it that ends a Markdown link', () => {
    assert.doesNotMatch(commandLink(COMMANDS.showReport, target), /[()\s<>"]/);
  });
});

describe("a command's argument", () => {
  it('is a place by position or by offset', () => {
    const uri = 'file:///a.py';
    assert.deepEqual(readCalculatorTarget({ uri, position: { line: 1, character: 2 } }), {
      uri,
      position: { line: 1, character: 2 },
      offset: undefined,
    });
    assert.equal(readCalculatorTarget({ uri, offset: 12 })?.offset, 12);
  });

  it('is nothing where it does not fit', () => {
    for (const odd of [
      undefined,
      null,
      1,
      'file:///a.py',
      [],
      { uri: 1 },
      { position: { line: 0, character: 0 } },
    ]) {
      assert.equal(readCalculatorTarget(odd), undefined);
      assert.equal(readReportTarget(odd), undefined);
    }
    assert.equal(
      readCalculatorTarget({ uri: 'file:///a.py', position: { line: 1.5, character: 0 } })?.position,
      undefined,
    );
  });
});
