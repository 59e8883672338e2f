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

  describe('of versions', () => {
    const GRU = `from keras import Sequential
from keras.layers import GRU
model = Sequential()
model.add(GRU(4, input_shape=(8, 3)))
`;
    let gru = '';
    before(async () => {
      gru = editor.uri('nets/gru.py');
      await change({});
      await editor.open(gru, GRU);
    });

    const bias = async (document = gru, part = 'GRU(4') => {
      const rows = markdownOf(await editor.hover(document, part)).split('\n');
      return rows
        .find(row => row.startsWith('| `bias`'))
        ?.split('|')[2]
        ?.trim();
    };

    /** The hover answers with what the settings were when it is asked, so each change is a question of its own. */
    async function changed(settings: PartialSettings): Promise<string | undefined> {
      await change(settings);
      return bias();
    }

    it('decide shapes at once', async () => {
      assert.equal(await bias(), '(2, 12)');
      assert.equal(await changed({ versions: { keras: '2.2.4' } }), '(12,)');
      assert.match(markdownOf(await editor.hover(gru, 'GRU(4')), /Keras 2\.2\.4, setting/);
      assert.equal(await changed({ versions: { keras: '~=3.0' } }), '(2, 12)');
      assert.equal(await changed({}), '(2, 12)');
    });

    it('decide problems at once', async () => {
      const early = editor.uri('nets/early.py');
      await change({});
      await editor.open(early, 'from keras import layers\nlayer = layers.CuDNNLSTM(4)\n');
      await editor.rules(early, 'missing-attribute');
      await change({ versions: { keras: '2.2.4' } });
      await editor.rules(early);
      await change({});
      await editor.rules(early, 'missing-attribute');
      await editor.close(early);
    });

    it('are those of the folder for files that are not open', async () => {
      editor.write('lib/cells.py', 'from keras.layers import GRU\ndef make():\n    return GRU(4)\n');
      const user = editor.uri('lib/user.py');
      await change({ versions: { keras: '2.2.4' } });
      await editor.open(
        user,
        'from cells import make\nfrom keras import Input\nlayer = make()\nlayer(Input((8, 3)))\n',
      );
      assert.equal(await bias(user, 'layer = '), '(12,)');
      await editor.close(user);
    });

    it('that cannot be read are told once, and the others count', async () => {
      const wrong = { kears: '3', torch: 'new', keras: '2.2.4' };
      assert.equal(await changed({ versions: wrong }), '(12,)');
      assert.equal(await changed({ versions: { ...wrong }, maxFileSize: 2000 }), '(12,)');
      assert.equal(editor.shown.length, 1, editor.shown.join('\n'));
      assert.match(
        editor.shown[0] ?? '',
        /lstmShapes\.versions.*"kears" is no framework.*"torch": "new" is no version/,
      );
      const lines = editor.logged.filter(line => line.includes('lstmShapes.versions'));
      assert.equal(lines.length, 2, lines.join('\n'));
      await changed({ versions: { torch: 'newer' } });
      assert.equal(editor.shown.length, 2);
    });

    it('may differ between the folders of a workspace', async () => {
      editor.settings = asked => ({ versions: asked.includes('/nets/') ? { keras: '2.2.4' } : {} });
      await editor.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
      assert.equal(await bias(), '(12,)');
      const other = editor.uri('apart/gru.py');
      await editor.open(other, GRU);
      assert.equal(await bias(other), '(2, 12)');
      await editor.close(other);
      await change({});
    });
  });

  describe('of rules', () => {
    const severity = async (): Promise<number | undefined> => (await editor.rules(uri, RULE))[0]?.severity;

    it('change how problems are shown, and what is off is not shown', async () => {
      await change({ rules: { [RULE]: 'off' } });
      await editor.rules(uri);
      await change({ rules: { [RULE]: 'information' } });
      assert.equal(await severity(), 3);
      await change({});
      await editor.rules(uri, RULE);
    });

    it('come from a configuration file, whose changes count at once, and settings count more', async () => {
      const name = 'nets/lstm-shapes.json';
      const saved = async (text: string): Promise<void> => {
        editor.write(name, text);
        await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
          changes: [{ uri: editor.uri(name), type: 2 }],
        });
      };
      await saved(`{ "rules": { "${RULE}": "off" } }`);
      await editor.rules(uri);
      await change({ rules: { [RULE]: 'hint' } });
      assert.equal(await severity(), 4);
      await change({});
      await editor.rules(uri);
      const before = editor.shown.length;
      await saved('{ "rules": { "no-such-rule": "off" } }');
      await editor.rules(uri, RULE);
      assert.deepEqual(
        editor.shown.slice(before).map(message => /nets\/lstm-shapes\.json.*`no-such-rule`/.test(message)),
        [true],
      );
      await saved('{}');
    });
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
