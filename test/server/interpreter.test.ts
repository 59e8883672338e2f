import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { Editor, markdownOf } from './editor.ts';

const GRU = `from keras import Sequential
from keras.layers import GRU
model = Sequential()
model.add(GRU(4, input_shape=(8, 3)))
`;

const packages = (environment: string) => `${environment}/lib/python3.7/site-packages`;
const installed = (environment: string, name: string) => ({
  [`${environment}/pyvenv.cfg`]: '',
  [`${packages(environment)}/${name}.dist-info/METADATA`]: '',
});

describe('the selected interpreter', () => {
  let editor: Editor;
  let uri = '';
  const python = (environment: string) => path.join(editor.folder, environment, 'bin', 'python');
  before(async () => {
    editor = await Editor.start({
      files: { ...installed('old', 'Keras-2.2.4'), ...installed('new', 'keras-3.1.0') },
    });
    uri = editor.uri('nets/gru.py');
    await editor.open(uri, GRU);
  });
  after(() => editor.stop());

  const hovered = async () => markdownOf(await editor.hover(uri, 'GRU(4'));

  it('says which version is installed, as soon as it is told', async () => {
    assert.doesNotMatch(await hovered(), /Keras \d/);
    await editor.notify('lstmShapes/interpreter', { path: python('old') });
    assert.match(await hovered(), /Keras 2\.2\.4, old/);
    await editor.notify('lstmShapes/interpreter', { folder: editor.uri(''), path: python('new') });
    assert.match(await hovered(), /Keras 3\.1\.0, new/);
    await editor.notify('lstmShapes/interpreter', { folder: editor.uri('') });
    assert.doesNotMatch(await hovered(), /Keras \d/);
  });

  it('decides problems at once', async () => {
    const early = editor.uri('nets/early.py');
    await editor.open(early, 'from keras import layers\nlayer = layers.CuDNNLSTM(4)\n');
    await editor.rules(early, 'missing-attribute');
    await editor.notify('lstmShapes/interpreter', { folder: editor.uri(''), path: python('old') });
    await editor.rules(early);
    await editor.close(early);
  });

  it('may have other versions installed later', async () => {
    const folder = path.join(editor.folder, packages('old'), 'Keras-2.2.4.dist-info');
    rmSync(folder, { recursive: true });
    editor.write(`${packages('old')}/keras-2.3.1.dist-info/METADATA`, '');
    await editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: editor.uri(`${packages('old')}/keras-2.3.1.dist-info`), type: 1 }],
    });
    assert.match(await hovered(), /Keras 2\.3\.1, old/);
  });

  it('has the folders watched that say what is installed, and no other', async () => {
    await editor.notify('lstmShapes/interpreter', { path: python('new') });
    await editor.notify('lstmShapes/interpreter', { folder: editor.uri(''), path: python('new') });
    const wanted = editor.uri(packages('new'));
    // The server says so when it gets to it; this waits for as long as the test may take.
    while ([...editor.watched.values()].flat().join() !== wanted) await hovered();
  });

  it('is ignored where it is no path', async () => {
    await editor.notify('lstmShapes/interpreter', { folder: editor.uri(''), path: python('new') });
    for (const params of [{ path: 'python' }, { path: 3 }, { folder: 1, path: '/usr' }, [], null, 'x'])
      await editor.connection.sendNotification('lstmShapes/interpreter', params);
    assert.match(await hovered(), /Keras 3\.1\.0, new/);
  });

  it('may be told from the beginning', async () => {
    const files = {
      'requirements.txt': 'keras',
      ...installed('venv', 'keras-3.1.0'),
      ...installed('old', 'keras-2.2.4'),
    };
    const elsewhere = python('old');
    const other = await Editor.start({ files, initialization: { interpreters: [{ path: elsewhere }] } });
    try {
      await other.open(other.uri('gru.py'), GRU);
      const markdown = markdownOf(await other.hover(other.uri('gru.py'), 'GRU(4'));
      assert.match(markdown, /Keras 2\.3\.1, old/);
    } finally {
      await other.stop();
    }
  });
});
