import assert from 'node:assert/strict';
import { createVersions, filesBelow, memoryFiles, type Pinned } from '../../../src/project/index.ts';
import { newestRelease, releaseText } from '../../../src/project/versions/known.ts';

const ROOT = '/p';

/** 'text pinnedBy' of a framework as seen from a file of a project with these files. */
function version(
  texts: Readonly<Record<string, string>>,
  framework: Pinned,
  from = 'train.py',
  settings = {},
): string {
  const versions = createVersions(memoryFiles(filesBelow(ROOT, texts)), settings);
  const { text, pinnedBy } = versions.of(`${ROOT}/${from}`, ROOT, framework);
  return pinnedBy === undefined ? text : `${text} by ${pinnedBy}`;
}

const requirements = (text: string) => ({ 'requirements.txt': text });
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
    assert.equal(
      version(requirements('keras==2.2.4'), 'keras', 'train.py', { keras: '2.6' }),
      '2.6 by setting',
    );
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
  });

  it('survive broken files', () => {
    assert.equal(
      version({ 'package.json': '{ "dependencies": {', 'requirements.txt': '\u0000==\n==1\n[[[' }, 'keras'),
      NEWEST,
    );
  });
});
