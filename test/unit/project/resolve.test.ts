import assert from 'node:assert/strict';
import { filesBelow, memoryFiles } from '../../../src/project/index.ts';
import { createResolver } from '../../../src/project/resolve.ts';

const ROOT = '/home/me/project';

function resolverOf(...paths: readonly string[]) {
  const files = memoryFiles(filesBelow(ROOT, Object.fromEntries(paths.map(path => [path, '']))));
  const { resolve } = createResolver(files, () => ROOT);
  return (from: string, module: string, level = 0): string | undefined =>
    resolve(`${ROOT}/${from}`, module, level)?.slice(ROOT.length + 1);
}

describe('Python imports', () => {
  it('find files beside, packages, and modules in packages', () => {
    const resolve = resolverOf(
      'train.py',
      'model.py',
      'nets/__init__.py',
      'nets/lstm.py',
      'space/deep/gru.py',
    );
    assert.equal(resolve('train.py', 'model'), 'model.py');
    assert.equal(resolve('train.py', 'nets'), 'nets/__init__.py');
    assert.equal(resolve('train.py', 'nets.lstm'), 'nets/lstm.py');
    assert.equal(resolve('train.py', 'space.deep.gru'), 'space/deep/gru.py');
    assert.equal(resolve('train.py', 'space'), undefined);
    assert.equal(resolve('train.py', 'torch'), undefined);
  });

  it('search upward to the root, and in src', () => {
    const resolve = resolverOf(
      'common.py',
      'a/b/train.py',
      'a/helper.py',
      'src/pkg/__init__.py',
      'src/pkg/net.py',
    );
    assert.equal(resolve('a/b/train.py', 'helper'), 'a/helper.py');
    assert.equal(resolve('a/b/train.py', 'common'), 'common.py');
    assert.equal(resolve('a/b/train.py', 'pkg.net'), 'src/pkg/net.py');
    assert.equal(resolve('src/pkg/net.py', 'pkg'), 'src/pkg/__init__.py');
  });

  it('take what is nearest, and a package before a module', () => {
    const resolve = resolverOf('utils.py', 'a/utils.py', 'a/train.py', 'nets.py', 'nets/__init__.py');
    assert.equal(resolve('a/train.py', 'utils'), 'a/utils.py');
    assert.equal(resolve('a/train.py', 'nets'), 'nets/__init__.py');
  });

  it('count leading dots', () => {
    const resolve = resolverOf('pkg/__init__.py', 'pkg/a.py', 'pkg/sub/__init__.py', 'pkg/sub/b.py', 'a.py');
    assert.equal(resolve('pkg/sub/b.py', 'a', 2), 'pkg/a.py');
    assert.equal(resolve('pkg/sub/b.py', '', 1), 'pkg/sub/__init__.py');
    assert.equal(resolve('pkg/sub/b.py', 'sub.b', 2), undefined, 'a file does not find itself');
    assert.equal(resolve('pkg/a.py', 'sub.b', 1), 'pkg/sub/b.py');
    assert.equal(resolve('pkg/a.py', 'b', 1), undefined);
  });

  it('never find the importing file, so that keras.py may import keras', () => {
    const resolve = resolverOf('keras.py', 'train.py');
    assert.equal(resolve('train.py', 'keras'), 'keras.py');
    assert.equal(resolve('keras.py', 'keras'), undefined);
    assert.equal(resolve('train.py', 'keras'), 'keras.py');
  });

  it('take the standard library for what a package holds under its names, and not for what stands beside a script', () => {
    const resolve = resolverOf(
      'pkg/__init__.py',
      'pkg/net.py',
      'pkg/typing.py',
      'scripts/a.py',
      'scripts/queue.py',
    );
    assert.equal(resolve('pkg/net.py', 'typing'), undefined);
    assert.equal(resolve('pkg/net.py', 'typing', 1), 'pkg/typing.py');
    assert.equal(resolve('pkg/net.py', 'pkg.typing'), 'pkg/typing.py');
    assert.equal(resolve('scripts/a.py', 'queue'), 'scripts/queue.py');
  });

  it('take a framework for what a package holds under its name, and not for what stands beside a script', () => {
    const resolve = resolverOf(
      'pkg/__init__.py',
      'pkg/equinox/__init__.py',
      'pkg/equinox/cells.py',
      'scripts/a.py',
      'scripts/torch.py',
    );
    assert.equal(resolve('pkg/equinox/cells.py', 'equinox'), undefined);
    assert.equal(resolve('pkg/equinox/cells.py', 'pkg.equinox'), 'pkg/equinox/__init__.py');
    assert.equal(resolve('scripts/a.py', 'torch'), 'scripts/torch.py');
  });

  it('stay inside the root', () => {
    const files = memoryFiles(
      new Map([
        ['/home/me/secret.py', ''],
        ['/home/me/project/a.py', ''],
        ['/home/me/project/b.py', ''],
      ]),
    );
    const { resolve } = createResolver(files, () => ROOT);
    assert.equal(resolve('/home/me/project/a.py', 'secret', 0), undefined);
    assert.equal(resolve('/home/me/project/a.py', 'secret', 2), undefined);
    assert.equal(resolve('/home/me/project/a.py', 'b', 0), '/home/me/project/b.py');
    assert.equal(resolve('/home/me/project/a.py', '../secret', 0), undefined);
  });

  it('see new files after being told', () => {
    const texts = filesBelow(ROOT, { 'train.py': '' });
    const resolver = createResolver(memoryFiles(texts), () => ROOT);
    assert.equal(resolver.resolve(`${ROOT}/train.py`, 'model', 0), undefined);
    texts.set(`${ROOT}/model.py`, '');
    resolver.forget();
    assert.equal(resolver.resolve(`${ROOT}/train.py`, 'model', 0), `${ROOT}/model.py`);
  });
});

describe('TypeScript imports', () => {
  it('guess extensions and indexes', () => {
    const resolve = resolverOf('a.ts', 'b.tsx', 'c/index.js', 'd.mjs', 'data.json', 'x.test.ts');
    assert.equal(resolve('main.ts', './a'), 'a.ts');
    assert.equal(resolve('main.ts', './b'), 'b.tsx');
    assert.equal(resolve('main.ts', './c'), 'c/index.js');
    assert.equal(resolve('c/main.ts', '..'), undefined);
    assert.equal(resolve('main.js', './d.mjs'), 'd.mjs');
    assert.equal(resolve('main.ts', './x.test'), 'x.test.ts');
    assert.equal(resolve('main.ts', './data.json'), 'data.json');
    assert.equal(resolve('main.ts', './data'), undefined);
    assert.equal(resolve('c/main.ts', '.'), 'c/index.js');
  });

  it('find the source behind the name of its output', () => {
    const resolve = resolverOf('model.ts', 'view.tsx', 'both.js', 'both.ts');
    assert.equal(resolve('main.ts', './model.js'), 'model.ts');
    assert.equal(resolve('main.ts', './view.js'), 'view.tsx');
    assert.equal(resolve('main.ts', './both.js'), 'both.js');
  });

  it('take names that the project gives to its own files', () => {
    const texts = filesBelow(ROOT, {
      'base.json': '{"compilerOptions": {"paths": {"@a/*": ["one/*", "two/*"], "@exact": ["two/b.ts"]}}}',
      'tsconfig.json': '// settings\n{"extends": "./base", "include": ["**/*"],}',
      'two/a.ts': '',
      'two/b.ts': '',
      'app/jsconfig.json': '{"compilerOptions": {"baseUrl": "./src"}}',
      'app/src/lib/c.js': '',
      'broken/tsconfig.json': '{"compilerOptions": ',
    });
    const resolver = createResolver(memoryFiles(texts), () => ROOT);
    const resolve = (from: string, module: string): string | undefined =>
      resolver.resolve(`${ROOT}/${from}`, module, 0)?.slice(ROOT.length + 1);
    assert.equal(resolve('deep/main.ts', '@a/a'), 'two/a.ts');
    assert.equal(resolve('main.ts', '@exact'), 'two/b.ts');
    assert.equal(resolve('main.ts', '@a'), undefined);
    assert.equal(resolve('app/main.js', 'lib/c'), 'app/src/lib/c.js');
    assert.equal(resolve('app/main.js', '@a/a'), undefined);
    assert.equal(resolve('broken/main.ts', '@a/a'), 'two/a.ts');
    texts.set(`${ROOT}/tsconfig.json`, '{}');
    resolver.forget();
    assert.equal(resolve('main.ts', '@exact'), undefined);
  });

  it('leave packages and what lies outside alone', () => {
    const resolve = resolverOf('tf.ts', 'main.ts');
    assert.equal(resolve('main.ts', '@tensorflow/tfjs'), undefined);
    assert.equal(resolve('main.ts', 'tf'), undefined);
    assert.equal(resolve('main.ts', '../../etc/x'), undefined);
  });
});
