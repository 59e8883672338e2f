/** Runs first, by its name: what starts when can only be seen in an editor in which nothing has been opened yet. */
import assert from 'node:assert/strict';
import { closeAll, extension, openSample, openText, untilTrue } from '../support/editor.ts';

describe('activation', () => {
  after(closeAll);

  it('does not come with the editor', async () => {
    assert.equal(extension().isActive, false);
    await openText('markdown', '# import keras\n');
    assert.equal(extension().isActive, false);
  });

  it('comes with Python, without the server where no framework is imported', async () => {
    await openText('python', 'import json\nimport numpy as np\nprint(json.dumps(np.zeros(3).tolist()))\n');
    await untilTrue(() => extension().isActive);
    assert.equal(extension().exports.server.state, 'stopped');
    assert.equal(extension().exports.server.processId, undefined);
  });

  it('starts the server with the first file that imports a framework', async () => {
    await openSample('first_question.py');
    await untilTrue(() => extension().exports.server.state === 'running');
    assert.notEqual(extension().exports.server.processId, process.pid);
  });
});
