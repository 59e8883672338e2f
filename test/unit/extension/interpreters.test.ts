import assert from 'node:assert/strict';
import { interpreterIn } from '../../../src/extension/interpreterSetting.ts';
import { readInterpreter, readInterpreters } from '../../../src/protocol/interpreter.ts';

describe('the setting python.defaultInterpreterPath', () => {
  const surroundings = { folder: '/work/net', home: '/home/me', environment: { ENVS: '/opt/envs' } };
  const variable = (name: string) => `\${${name}}`;
  const read = (value: unknown, folder: string | undefined = '/work/net') =>
    interpreterIn(value, { ...surroundings, folder });

  it('is a path, absolute or below its folder', () => {
    assert.equal(read('/usr/bin/python3'), '/usr/bin/python3');
    assert.equal(read('C:\\envs\\tf1\\python.exe'), 'C:\\envs\\tf1\\python.exe');
    assert.equal(read('.venv/bin/python'), '/work/net/.venv/bin/python');
    assert.equal(interpreterIn('.venv/bin/python', { ...surroundings, folder: undefined }), undefined);
  });

  it('may name the folder, the home and what the environment says', () => {
    assert.equal(read(`${variable('workspaceFolder')}/.venv/bin/python`), '/work/net/.venv/bin/python');
    assert.equal(read('~/envs/tf1'), '/home/me/envs/tf1');
    assert.equal(read(`${variable('userHome')}/envs/tf1`), '/home/me/envs/tf1');
    assert.equal(read(`${variable('env:ENVS')}/tf1/bin/python`), '/opt/envs/tf1/bin/python');
  });

  it('is nothing where it names a command or what is not known', () => {
    for (const value of [
      'python',
      'python3',
      '',
      '  ',
      `${variable('env:NONE')}/bin/python`,
      `${variable('command:x')}/y`,
      3,
      null,
    ])
      assert.equal(read(value), undefined, JSON.stringify(value));
  });
});

describe('messages of interpreters', () => {
  it('have an absolute path, a folder, or neither', () => {
    const fine = [{}, { folder: 'file:///a' }, { path: '/usr/bin/python3' }, { folder: 'f', path: 'C:\\py' }];
    assert.deepEqual(readInterpreters(fine), fine);
    assert.deepEqual(readInterpreter({ path: '\\\\server\\envs\\tf1', more: 1 }), {
      path: '\\\\server\\envs\\tf1',
    });
  });

  it('are dropped where they are anything else', () => {
    for (const value of [undefined, null, 'x', { path: 'python' }, { path: 1 }, { folder: null }])
      assert.equal(readInterpreter(value), undefined, JSON.stringify(value));
    assert.deepEqual(readInterpreters({ path: '/usr' }), []);
  });
});
