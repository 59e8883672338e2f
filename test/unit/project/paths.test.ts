import assert from 'node:assert/strict';
import path from 'node:path/posix';
import fc from 'fast-check';
import {
  commonFolder,
  folderOf,
  foldersUpTo,
  isInside,
  joinPath,
  nameOf,
  normalisePath,
  relativePath,
  stemOf,
} from '../../../src/project/index.ts';

const part = fc.constantFrom('a', 'b.py', '..', '.', 'c d', '.hidden');
const absolute = fc.array(part, { maxLength: 6 }).map(parts => `/${parts.join('/')}`);

describe('paths', () => {
  it('agree with node on absolute paths', () => {
    fc.assert(
      fc.property(absolute, absolute, (a, b) => {
        const normal = path.resolve(a);
        assert.equal(normalisePath(a), normal);
        assert.equal(folderOf(normal), path.dirname(normal));
        assert.equal(nameOf(normal), path.basename(normal));
        assert.equal(joinPath(normal, b), path.join(normal, b).replace(/(.)\/$/, '$1'));
      }),
    );
  });

  it('keep drives', () => {
    assert.equal(normalisePath('C:\\models\\..\\net.py'), 'C:/net.py');
    assert.equal(folderOf('C:/net.py'), 'C:/');
    assert.equal(joinPath('C:/a', '../../..'), 'C:/');
  });

  it('do not take a folder for one whose name it begins with', () => {
    assert.equal(isInside('/ab/x', '/a'), false);
    assert.equal(isInside('/a/x', '/'), true);
  });

  it('list folders up to the top, and only the folder where it lies elsewhere', () => {
    assert.deepEqual(foldersUpTo('/r/a/b', '/r'), ['/r/a/b', '/r/a', '/r']);
    assert.deepEqual(foldersUpTo('/x/y', '/r'), ['/x/y']);
  });

  it('know the folder that several share', () => {
    assert.equal(commonFolder(['/r/a/b', '/r/a/c', '/r/a']), '/r/a');
    assert.equal(commonFolder(['/a', '/b']), '/');
    assert.equal(commonFolder(['C:/a', 'D:/b']), undefined);
    assert.equal(commonFolder([]), undefined);
  });

  it('cut names', () => {
    assert.equal(stemOf('/a/model.test.py'), 'model.test');
    assert.equal(relativePath('/', '/a/b'), 'a/b');
    assert.equal(relativePath('/a', '/a'), '');
  });
});
