import assert from 'node:assert/strict';
import { FINE, STACKED } from '../cli/programs.ts';
import { Editor, markdownOf, type PartialSettings } from './editor.ts';

const RULE = 'missing-return-sequences';

describe('settings over the protocol', () => {
  let editor: Editor;
  let uri = '';
  before(async () => {
    editor = await Editor.start();
    uri = editor.uri('nets/model.py');
    await editor.open(uri, STACKED);
    await editor.rules(uri, RULE);
  });
  after(() => editor.stop());

  async function change(settings: PartialSettings): Promise<void> {
    editor.settings = () => settings;
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  const hovered = async () => markdownOf(await editor.hover(uri, 'LSTM(16')) !== '';

  it('silence everything, and bring it back without a restart', async () => {
    await change({ enable: false });
    await editor.rules(uri);
    assert.equal(await hovered(), false);
    await change({});
    await editor.rules(uri, RULE);
    assert.equal(await hovered(), true);
  });

  it('silence problems alone', async () => {
    await change({ problems: { enable: false } });
    await editor.rules(uri);
    assert.equal(await hovered(), true);
  });

  it('silence hovers alone', async () => {
    await change({ hover: { enable: false } });
    await editor.rules(uri, RULE);
    assert.equal(await hovered(), false);
  });

  it('leave files out by glob and by size', async () => {
    await change({ exclude: ['nets/**'] });
    await editor.rules(uri);
    assert.equal(await hovered(), false);
    await change({});
    await editor.rules(uri, RULE);
    const large = editor.uri('large.py');
    await change({ maxFileSize: 1 });
    await editor.open(large, `${STACKED}${'# long\n'.repeat(200)}`);
    assert.equal(await editor.hover(large, 'LSTM(16'), null);
    await editor.rules(uri, RULE);
  });

  it('hold for a resource', async () => {
    const other = editor.uri('other/model.py');
    editor.settings = asked => ({ enable: !asked.includes('/other/') });
    await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await editor.open(other, STACKED);
    await editor.rules(uri, RULE);
    assert.equal(await editor.hover(other, 'LSTM(16'), null);
  });

  it('may be pushed by an editor that cannot be asked', async () => {
    const simple = await Editor.start({ settings: null });
    try {
      const pushed = simple.uri('model.py');
      await simple.open(pushed, STACKED);
      await simple.rules(pushed, RULE);
      await simple.connection.sendNotification('workspace/didChangeConfiguration', {
        settings: { lstmShapes: { enable: false } },
      });
      await simple.rules(pushed);
      await simple.open(simple.uri('fine.py'), FINE);
    } finally {
      await simple.stop();
    }
  });
});
