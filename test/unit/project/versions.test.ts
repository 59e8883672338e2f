import assert from 'node:assert/strict';
import {
  createVersions,
  decidesVersions,
  filesBelow,
  memoryFiles,
  type Pinned,
  readChosen,
} from '../../../src/project/index.ts';
import { newestRelease, releaseText } from '../../../src/project/versions/known.ts';

const ROOT = '/p';

/** 'text pinnedBy' of a framework as seen from a file of a project with these files. */
function version(
  texts: Readonly<Record<string, string>>,
  framework: Pinned,
  from = 'train.py',
  settings?: Readonly<Record<string, string>>,
): string {
  const chosen = settings && readChosen(settings, 'setting');
  const versions = createVersions(memoryFiles(filesBelow(ROOT, texts)), { chosenFor: () => chosen });
  const { text, pinnedBy } = versions.of(`${ROOT}/${from}`, ROOT, framework);
  return pinnedBy === undefined ? text : `${text} by ${pinnedBy}`;
}

const requirements = (text: string) => ({ 'requirements.txt': text });
const venv = (installed: string, folder = '.venv') => ({
  [`${folder}/lib/python3.9/site-packages/${installed}.dist-info/METADATA`]: '',
});
const NEWEST = releaseText(newestRelease('keras'));

describe('framework versions', () => {
  it('are the newest where nothing pins them', () => {
    assert.equal(version({}, 'keras'), NEWEST);
    assert.equal(version(requirements('numpy\n'), 'keras'), NEWEST);
  });

  const ranges: readonly (readonly [string, Pinned, string])[] = [
    ['keras==2.2.4', 'keras', '2.2.4 by requirements.txt'],
    ['Keras == 2.2.4  # old', 'keras', '2.2.4 by requirements.txt'],
    ['keras==2.2.*', 'keras', '2.2 by requirements.txt'],
    ['keras[extra]<3', 'keras', '2.15 by requirements.txt'],
    ['keras>=2.4,<2.11', 'keras', '2.10 by requirements.txt'],
    ['keras<=2.12', 'keras', '2.12 by requirements.txt'],
    ['keras~=2.10', 'keras', '2.15 by requirements.txt'],
    ['keras~=2.10.0', 'keras', '2.10 by requirements.txt'],
    ['keras>=2.2.4', 'keras', NEWEST],
    ['keras!=2.2.4', 'keras', NEWEST],
    ['keras', 'keras', NEWEST],
    ['keras-tuner==1.0.0', 'keras', NEWEST],
    ['keras==99.1', 'keras', '99.1.0 by requirements.txt'],
    ['torch==1.13.1+cu117', 'torch', '1.13.1 by requirements.txt'],
    ['torch==2.1.0 ; python_version < "3.12"', 'torch', '2.1.0 by requirements.txt'],
    ['tensorflow-gpu==1.15.5', 'tensorflow', '1.15.5 by requirements.txt'],
    ['mxnet-cu112==1.9.1', 'mxnet', '1.9.1 by requirements.txt'],
    [
      '-r other.txt\n# torch==1.0\ntorch==2.0.1 \\\n    --hash=sha256:00',
      'torch',
      '2.0.1 by requirements.txt',
    ],
  ];
  for (const [text, framework, expected] of ranges) {
    it(`${JSON.stringify(text)} gives ${expected}`, () => {
      assert.equal(version(requirements(text), framework), expected);
    });
  }

  it('follow from TensorFlow for its Keras', () => {
    assert.equal(version(requirements('tensorflow==1.15.5'), 'keras'), '2.2.4 by requirements.txt');
    assert.equal(version(requirements('tensorflow==2.10'), 'keras'), '2.10.0 by requirements.txt');
    assert.equal(version(requirements('tensorflow<2.16'), 'keras'), '2.15.0 by requirements.txt');
    assert.equal(version(requirements('tensorflow==2.17.0'), 'keras'), `${NEWEST} by requirements.txt`);
    assert.equal(
      version(requirements('tensorflow==2.17.0\nkeras==3.1.0'), 'keras'),
      '3.1.0 by requirements.txt',
    );
    assert.equal(version(requirements('tensorflow==2.17.0'), 'tf_keras'), '2.17.0 by requirements.txt');
  });

  it('come from the nearest folder that says anything', () => {
    const texts = {
      'requirements.txt': 'keras==2.3.1\ntorch==1.8.0',
      'a/requirements-dev.txt': 'keras==2.2.4',
    };
    assert.equal(version(texts, 'keras', 'a/b/train.py'), '2.2.4 by requirements-dev.txt');
    assert.equal(version(texts, 'torch', 'a/b/train.py'), '1.8.0 by requirements.txt');
    assert.equal(version(texts, 'keras', 'train.py'), '2.3.1 by requirements.txt');
  });

  it('obey a setting before all', () => {
    const texts = { ...requirements('keras==2.2.4\ntensorflow==2.0.0'), ...venv('keras-2.3.1') };
    const set = (keras: string) => version(texts, 'keras', 'train.py', { keras });
    assert.equal(set('2.6'), '2.6 by setting');
    assert.equal(set('2.6.1'), '2.6.1 by setting');
    assert.equal(set('~=2.10'), '2.15 by setting');
    assert.equal(set('>=2.4'), `${NEWEST} by setting`);
    assert.equal(set('2'), '2.15 by setting');
    assert.equal(set('nonsense'), '2.2.4 by requirements.txt');
  });

  it('follow from the TensorFlow of a setting too', () => {
    const texts = requirements('keras==3.1.0');
    assert.equal(version(texts, 'keras', 'train.py', { tensorflow: '1.15' }), '2.2.4 by setting');
    assert.equal(
      version(texts, 'keras', 'train.py', { tensorflow: '2.10', keras: '2.3.1' }),
      '2.3.1 by setting',
    );
  });

  it('may be set differently from file to file', () => {
    const old = readChosen({ keras: '2.2.4' }, 'setting');
    const chosenFor = (file: string) => (file.startsWith(`${ROOT}/old/`) ? old : undefined);
    const versions = createVersions(memoryFiles(new Map()), { chosenFor });
    assert.equal(versions.of(`${ROOT}/old/train.py`, ROOT, 'keras').text, '2.2.4');
    assert.equal(versions.of(`${ROOT}/new/train.py`, ROOT, 'keras').text, NEWEST);
  });

  it('are read from the files that a requirements file includes, each once', () => {
    const files = {
      'requirements.txt': '-r requirements/dev.txt  # all\n',
      'requirements/dev.txt': '--requirement=base.txt\n-c ../requirements.txt\n',
      'requirements/base.txt': 'keras==2.2.4\ntorch==1.9.0\n',
    };
    assert.equal(version(files, 'keras'), '2.2.4 by requirements/base.txt');
    const own = { ...files, 'requirements.txt': 'torch==2.1.0\n-r requirements/base.txt\n' };
    assert.equal(version(own, 'torch'), '2.1.0 by requirements.txt');
    assert.equal(version({ 'requirements.txt': '-r requirements.txt\n-r missing.txt\n' }, 'keras'), NEWEST);
  });

  it('are read from projects of Python', () => {
    const torch = (file: string, text: string) => version({ [file]: text }, 'torch');
    assert.equal(
      torch('pyproject.toml', '[project]\ndependencies = [\n  "numpy",\n  "torch==2.1.0",\n]'),
      '2.1.0 by pyproject.toml',
    );
    assert.equal(
      torch('pyproject.toml', '[tool.poetry.dependencies]\ntorch = "^1.8"'),
      '1.13 by pyproject.toml',
    );
    assert.equal(
      torch('pyproject.toml', '[tool.poetry.dependencies]\ntorch = { version = "~1.8", source = "pytorch" }'),
      '1.8 by pyproject.toml',
    );
    assert.equal(torch('Pipfile', '[packages]\ntorch = "==1.9.0"\nnumpy = "*"'), '1.9.0 by Pipfile');
    assert.equal(
      torch('Pipfile.lock', '{"default": {"torch": {"version": "==1.9.1"}}}'),
      '1.9.1 by Pipfile.lock',
    );
    assert.equal(
      torch('uv.lock', 'version = 1\n[[package]]\nname = "torch"\nversion = "2.3.0"\n'),
      '2.3.0 by uv.lock',
    );
    assert.equal(
      torch('poetry.lock', '[[package]]\nname = "torch"\nversion = "2.0.1"\ndescription = ""'),
      '2.0.1 by poetry.lock',
    );
    assert.equal(
      torch('environment.yml', 'dependencies:\n  - python=3.8\n  - pytorch=1.13\n'),
      '1.13 by environment.yml',
    );
    assert.equal(
      torch('environment.yml', 'dependencies:\n  - pip:\n      - torch==1.7.1\n'),
      '1.7.1 by environment.yml',
    );
    assert.equal(
      torch('environment.yml', 'dependencies:\n  - pytorch::pytorch=1.12.1=py3.8_cuda11.3\n'),
      '1.12.1 by environment.yml',
    );
    assert.equal(torch('setup.py', 'setup(install_requires=["torch==1.6.0", "numpy"])'), '1.6.0 by setup.py');
    assert.equal(torch('requirements/base.txt', 'numpy\ntorch~=1.8.0\n'), '1.8 by requirements/base.txt');
    assert.equal(
      torch('pixi.toml', '[dependencies]\npython = "3.11.*"\ntorch = "2.4.1"\n'),
      '2.4.1 by pixi.toml',
    );
  });

  it('are read from lock files of packaging standards and of conda', () => {
    const torch = (file: string, text: string) => version({ [file]: text }, 'torch');
    const entry = '[[packages]]\nname = "torch"\nversion = "2.5.1"\n';
    assert.equal(torch('pylock.toml', `lock-version = "1.0"\n${entry}`), '2.5.1 by pylock.toml');
    assert.equal(torch('pylock.train.toml', entry), '2.5.1 by pylock.train.toml');
    assert.equal(
      torch('conda-lock.yml', 'package:\n- name: pytorch\n  version: 2.1.0\n  manager: conda\n'),
      '2.1.0 by conda-lock.yml',
    );
    assert.equal(
      torch(
        'conda-linux-64.lock',
        '@EXPLICIT\nhttps://example.org/linux-64/pytorch-1.13.1-py3.10_cpu_0.tar.bz2#abc\n',
      ),
      '1.13.1 by conda-linux-64.lock',
    );
    assert.equal(
      torch('pixi.lock', 'packages:\n- pypi: https://example.org/x.whl\n  name: torch\n  version: 2.5.0\n'),
      '2.5.0 by pixi.lock',
    );
    assert.equal(
      torch(
        'pixi.lock',
        'packages:\n- conda: https://example.org/linux-64/pytorch-2.4.0-cpu_h1_0.conda\n  sha256: 1\n',
      ),
      '2.4.0 by pixi.lock',
    );
  });

  it('are read from projects of JavaScript', () => {
    const tfjs = (texts: Readonly<Record<string, string>>) => version(texts, 'tfjs', 'src/main.ts');
    const manifest = (range: string) => ({
      'package.json': JSON.stringify({ dependencies: { '@tensorflow/tfjs': range } }),
    });
    assert.equal(tfjs(manifest('^3.8.0')), '3.21 by package.json');
    assert.equal(tfjs(manifest('~2.0.1')), '2.0 by package.json');
    assert.equal(tfjs(manifest('1.x')), '1.7 by package.json');
    assert.equal(tfjs(manifest('3.8.0')), '3.8.0 by package.json');
    assert.equal(tfjs(manifest('latest')), '4.22');
    assert.equal(tfjs(manifest('>=3')), '4.22');
    assert.equal(tfjs(manifest('github:tensorflow/tfjs#v1.0.0')), '4.22');
    const lock = JSON.stringify({ packages: { 'node_modules/@tensorflow/tfjs': { version: '3.9.0' } } });
    assert.equal(tfjs({ ...manifest('^3.8.0'), 'package-lock.json': lock }), '3.9.0 by package-lock.json');
    assert.equal(
      tfjs({ 'yarn.lock': '"@tensorflow/tfjs@^3.8.0":\n  version "3.19.0"\n  resolved "x"\n' }),
      '3.19.0 by yarn.lock',
    );
    assert.equal(
      tfjs({ 'yarn.lock': '"@tensorflow/tfjs@npm:^3.8.0":\n  version: 3.20.0\n  resolution: "x"\n' }),
      '3.20.0 by yarn.lock',
    );
    const pnpm = (key: string) =>
      tfjs({ 'pnpm-lock.yaml': `packages:\n\n  ${key}:\n    resolution: {integrity: sha512-x}\n` });
    assert.equal(pnpm('/@tensorflow/tfjs/3.9.0_seedrandom@3.0.5'), '3.9.0 by pnpm-lock.yaml');
    assert.equal(pnpm('/@tensorflow/tfjs@3.9.0(seedrandom@3.0.5)'), '3.9.0 by pnpm-lock.yaml');
    assert.equal(pnpm("'@tensorflow/tfjs@3.9.0'"), '3.9.0 by pnpm-lock.yaml');
    assert.equal(
      tfjs({
        'bun.lock': '{\n  "packages": {\n    "@tensorflow/tfjs": ["@tensorflow/tfjs@3.9.0", "", {}],\n  }\n}',
      }),
      '3.9.0 by bun.lock',
    );
  });

  it('are read from what is installed beside the code where nothing pins them', () => {
    assert.equal(version(venv('keras-2.3.1'), 'keras', 'nets/train.py'), '2.3.1 by .venv');
    assert.equal(version(venv('torch-1.13.1+cu117'), 'torch'), '1.13.1 by .venv');
    assert.equal(version(venv('tf_keras-2.16.0', 'venv'), 'tf_keras'), '2.16.0 by venv');
    assert.equal(version(venv('tensorflow_cpu-2.10.1', 'env'), 'keras'), '2.10.0 by env');
    assert.equal(version(venv('keras_tuner-1.0.0'), 'keras'), NEWEST);
    const windows = { '.venv/Lib/site-packages/Keras-2.2.4.dist-info/METADATA': '' };
    assert.equal(version(windows, 'keras'), '2.2.4 by .venv');
    const egg = { 'venv/lib/python3.6/site-packages/Keras-2.1.6-py3.6.egg-info/PKG-INFO': '' };
    assert.equal(version(egg, 'keras'), '2.1.6 by venv');
    const unpinned = { ...requirements('keras\n'), ...venv('keras-2.3.1') };
    assert.equal(version(unpinned, 'keras'), '2.3.1 by .venv');
  });

  it('are what is installed as far as a requirement admits it, else what is required', () => {
    const keras = (range: string, installed: string) =>
      version({ ...requirements(range), ...venv(installed) }, 'keras', 'nets/train.py');
    assert.equal(keras('keras<3', 'keras-2.10.0'), '2.10.0 by .venv');
    assert.equal(keras('keras~=2.4', 'keras-3.1.0'), '2.15 by requirements.txt');
    assert.equal(keras('keras==2.2.4', 'keras-3.1.0'), '2.2.4 by requirements.txt');
    assert.equal(keras('keras==2.2.4', 'keras-2.2.4'), '2.2.4 by requirements.txt');
    const both = { ...venv('tensorflow-2.17.0'), ...venv('keras-3.4.1') };
    assert.equal(version({ ...requirements('tensorflow==2.17.0'), ...both }, 'keras'), '3.4.1 by .venv');
  });

  it('are those of the nearest folder, installed or required', () => {
    const texts = {
      ...requirements('keras==2.3.1'),
      ...venv('keras-2.2.4', 'old/venv'),
      'new/requirements.txt': 'keras<3',
      ...venv('keras-2.10.0'),
    };
    assert.equal(version(texts, 'keras', 'old/nets/train.py'), '2.2.4 by venv');
    assert.equal(version(texts, 'keras', 'new/nets/train.py'), '2.10.0 by .venv');
    assert.equal(version(texts, 'keras', 'train.py'), '2.3.1 by requirements.txt');
  });

  describe('of a selected interpreter', () => {
    const PYTHON = '/home/me/tf1/bin/python';
    const packages = '/home/me/tf1/lib/python3.7/site-packages';
    const environment = (...installed: readonly string[]) =>
      new Map([
        ['/home/me/tf1/pyvenv.cfg', ''],
        [PYTHON, ''],
        ...installed.map((name): [string, string] => [`${packages}/${name}.dist-info/METADATA`, '']),
      ]);

    /** 'text pinnedBy', as `version`; files by absolute paths are added to those of the project. */
    function selected(
      texts: Readonly<Record<string, string>>,
      outside: ReadonlyMap<string, string>,
      interpreter: string,
      from = 'nets/train.py',
      framework: Pinned = 'keras',
    ): string {
      const files = memoryFiles(new Map([...filesBelow(ROOT, texts), ...outside]));
      const versions = createVersions(files, { interpreterFor: () => interpreter });
      const { text, pinnedBy } = versions.of(`${ROOT}/${from}`, ROOT, framework);
      return pinnedBy === undefined ? text : `${text} by ${pinnedBy}`;
    }

    it('count where nothing is required, before what lies in the project', () => {
      const keras = environment('Keras-2.2.4');
      assert.equal(selected({}, keras, PYTHON), '2.2.4 by tf1');
      assert.equal(selected(requirements('keras'), keras, PYTHON), '2.2.4 by tf1');
      assert.equal(selected(venv('keras-3.1.0'), keras, PYTHON), '2.2.4 by tf1');
      assert.equal(selected(venv('torch-2.1.0'), keras, PYTHON, 'train.py', 'torch'), '2.1.0 by .venv');
      assert.equal(selected({}, keras, PYTHON, '../elsewhere/train.py'), '2.2.4 by tf1');
    });

    it('give way to what is required, and to an environment nearer to the code', () => {
      const keras = environment('Keras-2.2.4');
      assert.equal(selected(requirements('keras==2.3.1'), keras, PYTHON), '2.3.1 by requirements.txt');
      assert.equal(selected(requirements('keras>=2.4,<3'), keras, PYTHON), '2.15 by requirements.txt');
      assert.equal(selected(requirements('keras<2.3'), keras, PYTHON), '2.2.4 by tf1');
      assert.equal(selected(venv('keras-3.1.0', 'nets/venv'), keras, PYTHON), '3.1.0 by venv');
    });

    it('do not mix with those of another environment', () => {
      const texts = venv('keras-3.1.0');
      assert.equal(selected(texts, environment('tensorflow-2.10.1'), PYTHON), '2.10.0 by tf1');
    });

    it('are found from the folder of the environment too, and on Windows', () => {
      assert.equal(selected({}, environment('keras-2.3.1'), '/home/me/tf1'), '2.3.1 by tf1');
      const windows = (python: string) =>
        new Map([
          ['C:/envs/tf1/pyvenv.cfg', ''],
          [python, ''],
          ['C:/envs/tf1/Lib/site-packages/keras-2.3.1.dist-info/METADATA', ''],
        ]);
      for (const python of ['C:/envs/tf1/Scripts/python.exe', 'C:/envs/tf1/python.exe'])
        assert.equal(selected({}, windows(python), python.replaceAll('/', '\\')), '2.3.1 by tf1', python);
    });

    it('are read from the records of conda after what pip installed', () => {
      const conda = (...records: readonly string[]) =>
        new Map(records.map(name => [`/opt/conda/envs/old/conda-meta/${name}`, '']));
      const python = '/opt/conda/envs/old/bin/python';
      const pytorch = conda('pytorch-1.13.1-py3.9_cuda11.7_cudnn8.5.0_0.json', 'history');
      assert.equal(selected({}, pytorch, python, 'train.py', 'torch'), '1.13.1 by old');
      const kept = conda('keras-2.2.4-0.json', 'keras-applications-1.0.8-py_1.json');
      assert.equal(selected({}, kept, python), '2.2.4 by old');
      kept.set('/opt/conda/envs/old/lib/python3.9/site-packages/keras-2.6.0.dist-info/METADATA', '');
      assert.equal(selected({}, kept, python), '2.6.0 by old');
    });

    it('are those of its own version of Python, and named after it where it is the system’s', () => {
      const system = new Map([
        ['/usr/bin/python3.11', ''],
        ['/usr/lib/python3.10/site-packages/keras-2.3.1.dist-info/METADATA', ''],
        ['/usr/lib/python3.11/site-packages/keras-3.1.0.dist-info/METADATA', ''],
      ]);
      assert.equal(selected({}, system, '/usr/bin/python3.11'), '3.1.0 by /usr/bin/python3.11');
      const files = memoryFiles(system);
      const linked = {
        ...files,
        realPath: (path: string) => (path === '/opt/tools/py' ? '/usr/bin/python3.11' : path),
      };
      const versions = createVersions(linked, { interpreterFor: () => '/opt/tools/py' });
      assert.equal(versions.of(`${ROOT}/a.py`, ROOT, 'keras').pinnedBy, '/opt/tools/py');
    });

    it('are none where it does not exist or has nothing installed', () => {
      assert.equal(selected({}, new Map(), PYTHON), NEWEST);
      assert.equal(selected({}, environment('requests-2.0'), PYTHON), NEWEST);
    });

    it('are kept until they are forgotten', () => {
      const texts = environment('keras-2.2.4');
      const versions = createVersions(memoryFiles(texts), { interpreterFor: () => PYTHON });
      const keras = () => versions.of(`${ROOT}/train.py`, ROOT, 'keras').text;
      assert.equal(keras(), '2.2.4');
      texts.clear();
      assert.equal(keras(), '2.2.4');
      versions.forget();
      assert.equal(keras(), NEWEST);
    });
  });

  it('are read from node_modules', () => {
    const manifest = JSON.stringify({ dependencies: { '@tensorflow/tfjs': '^3.8.0' } });
    const installed = (v: string) => ({
      'node_modules/@tensorflow/tfjs/package.json': JSON.stringify({ name: '@tensorflow/tfjs', version: v }),
    });
    const tfjs = (texts: Readonly<Record<string, string>>) => version(texts, 'tfjs', 'src/main.ts');
    assert.equal(tfjs(installed('2.8.0')), '2.8.0 by node_modules');
    assert.equal(tfjs({ 'package.json': manifest, ...installed('3.9.0') }), '3.9.0 by node_modules');
    assert.equal(tfjs({ 'package.json': manifest, ...installed('4.1.0') }), '3.21 by package.json');
    assert.equal(tfjs({ 'node_modules/@tensorflow/tfjs/package.json': '{' }), '4.22');
    const brain = { 'node_modules/brain.js/package.json': '{"version": "1.6.1"}' };
    assert.equal(version(brain, 'brainjs', 'src/main.ts'), '1.6.1 by node_modules');
  });

  it('are read anew once they are forgotten', () => {
    const texts = filesBelow(ROOT, venv('keras-2.2.4'));
    const versions = createVersions(memoryFiles(texts));
    const keras = () => versions.of(`${ROOT}/train.py`, ROOT, 'keras').text;
    assert.equal(keras(), '2.2.4');
    texts.clear();
    assert.equal(keras(), '2.2.4');
    versions.forget();
    assert.equal(keras(), NEWEST);
  });

  it('may change with these files', () => {
    const deciding = [
      'a/requirements-dev.txt',
      'package.json',
      '.venv/lib/python3.12/site-packages/keras-3.1.0.dist-info/METADATA',
      '.venv/Lib/site-packages/torch-2.1.0+cpu.dist-info/METADATA',
      'env/lib/python3.9/site-packages/keras-2.6.0.dist-info',
      'env/conda-meta/pytorch-1.13.1-py3.9_0.json',
    ];
    const other = [
      'train.py',
      'METADATA',
      'env/conda-meta/requests-2.0-py_0.json',
      'data/pytorch-1.13.1-py3.9_0.json',
      '.venv/lib/python3.12/site-packages/requests-2.0.dist-info/METADATA',
    ];
    assert.deepEqual(
      [...deciding, ...other].filter(name => decidesVersions(`${ROOT}/${name}`)),
      deciding,
    );
  });

  it('survive broken files', () => {
    assert.equal(
      version({ 'package.json': '{ "dependencies": {', 'requirements.txt': '\u0000==\n==1\n[[[' }, 'keras'),
      NEWEST,
    );
  });
});

describe('versions that a person sets', () => {
  const faults = (value: unknown) => readChosen(value, 'setting').faults;

  it('are read without a fault', () => {
    const fine = {
      keras: '2.2.4',
      torch: '1.13',
      tf_keras: '~=2.15',
      tfjs: '^3.8.0',
      tensorflow: '>=2, <2.16',
    };
    assert.deepEqual(faults(fine), []);
    assert.deepEqual(faults({ torch: 'v2.1.0+cu118', numpy: '2.0.0rc1', jax: '0.4.x', flax: '>= 0.6' }), []);
    assert.deepEqual(faults(undefined), []);
    assert.deepEqual(faults({}), []);
  });

  it('of a name that is no framework are said to be so', () => {
    const [fault = '', ...others] = faults({ kears: '2.2.4', torch: '1.13' });
    assert.deepEqual(others, []);
    assert.match(fault, /^"kears" is no framework.*keras, .*torch/);
    assert.equal(faults({ pytorch: '1.13' })[0], '"pytorch" is called "torch" here.');
    assert.equal(
      faults({ '@tensorflow/tfjs-node': '1.13' })[0],
      '"@tensorflow/tfjs-node" is called "tfjs" here.',
    );
    assert.equal(faults({ toString: '1', python: '3.9' }).length, 2);
  });

  const unreadable: readonly unknown[] = [
    '',
    'latest',
    '*',
    'two',
    '2.2.4!',
    '1..2 3',
    '!=2.2',
    '<1,>2',
    '~=',
    null,
    [],
    {},
  ];
  for (const value of unreadable) {
    it(`${JSON.stringify(value)} is no version`, () => {
      const { faults: told, pins } = readChosen({ keras: value }, 'setting');
      assert.equal(told.length, 1);
      assert.match(told[0] ?? '', /^"keras": .* no version.*"2\.2\.4".*"~=2\.15"/);
      assert.equal(pins.size, 0);
    });
  }

  it('need quotes: 2.10 without them is the number 2.1', () => {
    assert.match(faults({ keras: 2.1 })[0] ?? '', /^"keras": 2\.1 .*quotes/);
  });

  it('are an object', () => {
    for (const value of ['2.2.4', ['keras'], 3]) assert.match(faults(value)[0] ?? '', /names of frameworks/);
  });
});
