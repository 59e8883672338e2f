/** The coverage ledger says of each name what a program that uses it gets. That its page is current is tested with those of the rules. */
import assert from 'node:assert/strict';
import type { KnownFramework, KnownName } from '../../../src/frameworks/ledger.ts';
import { wasRun } from '../../../src/report/coverage/evidence.ts';
import { coveragePage, knownNames } from '../../../src/report/coverage/index.ts';
import { countNames } from '../../../src/report/coverage/public-names.ts';

const known = knownNames();

function framework(name: string): KnownFramework {
  const found = known.find(each => each.name === name);
  assert.ok(found, name);
  return found;
}

function nameOf(path: string): KnownName | undefined {
  const [module, name] = [path.slice(0, path.lastIndexOf('.')), path.slice(path.lastIndexOf('.') + 1)];
  return known
    .flatMap(({ modules }) => modules)
    .filter(each => each.path === module)
    .flatMap(({ names }) => names)
    .find(each => each.name === name);
}

describe('the coverage ledger', () => {
  const cases: readonly (readonly [
    path: string,
    kind: KnownName['kind'],
    standing: KnownName['standing'],
  ])[] = [
    ['torch.nn.LSTM', 'recurrent', 'modelled'],
    ['torch.nn.GRUCell', 'recurrent', 'modelled'],
    ['torch.nn.Linear', 'layer', 'modelled'],
    ['torch.nn.Module', 'model', 'modelled'],
    ['torch.nn.MSELoss', 'loss', 'modelled'],
    ['torch.nn.functional.relu', 'function', 'modelled'],
    ['torch.optim.Adam', 'class', 'opaque'],
    ['torch.utils.data.DataLoader', 'class', 'modelled'],
    ['keras.layers.Bidirectional', 'recurrent', 'modelled'],
    ['keras.layers.CuDNNLSTM', 'function', 'refused'],
    ['keras.models.load_model', 'function', 'opaque'],
    ['keras.backend.batch_dot', 'function', 'refused'],
    ['tensorflow.keras.backend.batch_dot', 'function', 'modelled'],
    ['tf.layers.lstm', 'recurrent', 'modelled'],
    ['tensorflow.compat.v1.nn.rnn_cell.LSTMCell', 'recurrent', 'modelled'],
    ['jax.make_jaxpr', 'function', 'opaque'],
    ['jax.lax.conv', 'function', 'modelled'],
    ['jax.lax.gather', 'function', 'opaque'],
    ['numpy.pi', 'constant', 'modelled'],
    ['numpy.loadtxt', 'function', 'opaque'],
    ['flax.nnx.relu', 'function', 'modelled'],
    ['paddle.nn.MSELoss', 'loss', 'modelled'],
  ];
  for (const [path, kind, standing] of cases) {
    it(`knows ${path}`, () => {
      const found = nameOf(path);
      assert.deepEqual(found && [found.kind, found.standing], [kind, standing]);
    });
  }

  it('lists a module once, and other ways to it as such', () => {
    const paths = known.flatMap(({ modules }) => modules.map(({ path }) => path));
    assert.deepEqual(
      paths.filter((path, i) => paths.indexOf(path) !== i),
      [],
    );
    assert.ok(
      framework('tensorflow').aliases.some(
        ({ path, same }) => path === 'tensorflow.keras.layers' && same === 'keras.layers',
      ),
    );
    const rnn = framework('torch').modules.find(({ path }) => path === 'torch.nn.modules.rnn');
    assert.deepEqual(rnn?.names, []);
    assert.ok(rnn?.shared.includes('LSTM'));
  });

  it('tells methods of tensors from attributes', () => {
    const { tensor } = framework('torch');
    const kindOf = (name: string) => tensor.find(each => each.name === name)?.kind;
    assert.equal(kindOf('view'), 'method');
    assert.equal(kindOf('shape'), 'attribute');
  });

  it('counts public names by how much is known of them', () => {
    const names = {
      framework: 'torch',
      version: '1',
      modules: { 'torch.optim': { layers: ['Adam', 'Eve'] }, 'torch.Tensor': { methods: ['view', 'fold'] } },
    } as const;
    const counted = countNames(names, known).map(({ modelled, opaque, missing }) => [
      modelled,
      opaque,
      missing,
    ]);
    assert.deepEqual(counted, [
      [[], ['Adam'], ['Eve']],
      [['view'], [], ['fold']],
    ]);
  });

  it('tells layers that were run from others', () => {
    const recorded = [{ framework: 'torch', version: undefined, text: 'nn.LSTMCell(3, 4)' } as const];
    assert.equal(wasRun(recorded, 'torch', 'torch.nn', 'LSTMCell'), true);
    assert.equal(wasRun(recorded, 'torch', 'torch.nn', 'LSTM'), false);
    assert.equal(wasRun(recorded, 'paddle', 'paddle.nn', 'LSTMCell'), false);
  });

  it('has a page that names what is not modelled', () => {
    const page = coveragePage(known, {
      names: [{ framework: 'mlx', version: '9', modules: { 'mlx.nn': { layers: ['LSTM', 'Frob'] } } }],
      recorded: [],
    });
    assert.match(page, /\| `mlx\.nn` \| 9 \| layers \| 2 \| 1 \| 0 \| 1 \|/);
    assert.match(page, /Not modelled yet:\n\n[^#]*\| `mlx\.nn` \| layers \| `Frob` \|/);
    assert.match(page, /were not run: `mlx\.nn\.GRU`, `mlx\.nn\.LSTM`/);
  });
});
