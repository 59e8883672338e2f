/** Files that lie, one of each kind and way: each is refused with an error that says what is wrong. */
import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { type WeightFault, WeightFileError } from '../../../src/weights/index.ts';
import { bytesOf, openBytes } from '../../support/weights.ts';

function refuses(bytes: Uint8Array, name: string, kind: WeightFault, message: RegExp): void {
  assert.throws(
    () => {
      for (const tensor of openBytes(bytes, name).tensors) tensor.values(0, 1);
    },
    (error: unknown) => {
      assert.ok(error instanceof WeightFileError, String(error));
      assert.match(error.message, message);
      assert.equal(error.kind, kind);
      return true;
    },
  );
}

function record(part: string, name: string): Buffer {
  return Buffer.from(bytesOf({ part, name }));
}

/** The file with one text in it replaced by another of the same length. */
function replaced(bytes: Buffer, from: string, to: string): Buffer {
  const at = bytes.indexOf(from, 0, 'latin1');
  assert.ok(at >= 0, `${from} is not in the file`);
  assert.equal(from.length, to.length);
  const copy = Buffer.from(bytes);
  copy.write(to, at, 'latin1');
  return copy;
}

function safetensors(header: unknown, data = 0): Buffer {
  const text = JSON.stringify(header);
  const bytes = Buffer.alloc(8 + text.length + data);
  bytes.writeBigUInt64LE(BigInt(text.length));
  bytes.write(text, 8);
  return bytes;
}

interface ZipEntry {
  readonly name: string;
  readonly data: Buffer;
  readonly packed?: boolean;
  /** What it claims, where it lies. */
  readonly size?: number;
}

function zip(entries: readonly ZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, packed = false, size = data.length } of entries) {
    const bytes = packed ? deflateRawSync(data) : data;
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50);
    central.writeUInt16LE(packed ? 8 : 0, 10);
    central.writeUInt32LE(bytes.length, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt32LE(offset, 42);
    parts.push(local, Buffer.from(name), bytes);
    directory.push(central, Buffer.from(name));
    offset += 30 + name.length + bytes.length;
  }
  const index = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(index.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...parts, index, end]);
}

function npy(header: string, data = Buffer.alloc(0)): Buffer {
  const head = Buffer.from([0x93, ...Buffer.from('NUMPY'), 1, 0, 0, 0]);
  head.writeUInt16LE(header.length, 8);
  return Buffer.concat([head, Buffer.from(header), data]);
}

function pickled(...parts: readonly (string | readonly number[])[]): Buffer {
  return Buffer.concat(
    parts.map(part => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
  );
}

function torchZip(pickle: Buffer): Buffer {
  return zip([{ name: 'a/data.pkl', data: pickle }]);
}

describe('files of weights that lie', () => {
  it('empty, of no known format, or only named like one', () => {
    refuses(Buffer.alloc(0), 'a.pt', 'malformed', /empty/);
    refuses(Buffer.from('# weights\nnone here'), 'a.npz', 'unsupported', /no known format/);
    refuses(Buffer.from('# weights\nnone here'), 'a.onnx', 'malformed', /field/);
  });

  it('.npy: cut off, wrong header, too large, objects, fields', () => {
    refuses(record('numpy', 'plain.npy').subarray(0, 40), 'a.npy', 'truncated', /header/);
    refuses(record('numpy', 'plain.npy').subarray(0, 150), 'a.npy', 'truncated', /only 150/);
    refuses(npy("{'descr': '<f4', 'shape': (3,)}"), 'a.npy', 'malformed', /header cannot be read/);
    const claim = (shape: string, descr = "'<f4'"): Buffer =>
      npy(`{'descr': ${descr}, 'fortran_order': False, 'shape': (${shape}), }`, Buffer.alloc(16));
    refuses(claim('99999999, 99999999, 99999999'), 'a.npy', 'too-large', /claims/);
    refuses(claim('1,'.repeat(40)), 'a.npy', 'malformed', /40 axes/);
    refuses(claim('4,', "'|O'"), 'a.npy', 'refused', /objects/);
    refuses(claim('4,', "[('a', '<f4')]"), 'a.npy', 'unsupported', /fields/);
    refuses(claim('4,', "'<U4'"), 'a.npy', 'unsupported', /<U4/);
  });

  it('.npz: cut off, two of a name, a bomb, encrypted, packed otherwise', () => {
    refuses(record('numpy', 'plain.npz').subarray(0, 400), 'a.npz', 'malformed', /no end/);
    const array = record('numpy', 'plain.npy');
    const twice = [
      { name: 'a.npy', data: array },
      { name: 'a.npy', data: array },
    ];
    refuses(zip(twice), 'a.npz', 'malformed', /two files/);
    refuses(
      zip([{ name: 'a.npy', data: array, packed: true, size: 2 ** 30 }]),
      'a.npz',
      'too-large',
      /unpacked/,
    );
    refuses(
      zip([{ name: 'a.npy', data: array, packed: true, size: 2 ** 27 }]),
      'a.npz',
      'malformed',
      /not possible/,
    );
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (1000000,), }";
    const bomb = npy(header, Buffer.alloc(4_000_000));
    refuses(
      zip([{ name: 'a.npy', data: bomb, packed: true, size: 3_000_000 }]),
      'a.npz',
      'truncated',
      /a.*end at byte/,
    );
    const locked = zip([{ name: 'a.npy', data: array }]);
    locked.writeUInt16LE(1, locked.indexOf('PK\x01\x02') + 8);
    refuses(locked, 'a.npz', 'unsupported', /encrypted/);
    const packed = zip([{ name: 'a.npy', data: array }]);
    packed.writeUInt16LE(12, packed.indexOf('PK\x01\x02') + 10);
    refuses(packed, 'a.npz', 'unsupported', /method 12/);
    refuses(zip([{ name: 'readme.txt', data: array }]), 'a.npz', 'unsupported', /no weights/);
  });

  it('.safetensors: a header that is too long, is no JSON, or places tensors where they are not', () => {
    const long = safetensors({});
    long.writeBigUInt64LE(2n ** 60n);
    refuses(long, 'a.safetensors', 'too-large', /header claims/);
    long.writeBigUInt64LE(200n);
    refuses(long, 'a.safetensors', 'truncated', /header/);
    const broken = safetensors({ a: 1 });
    broken.write('{{', 8);
    refuses(broken, 'a.safetensors', 'malformed', /not JSON/);
    refuses(safetensors({ a: 1 }), 'a.safetensors', 'malformed', /no object/);
    const tensor = (shape: unknown, data_offsets: unknown, dtype = 'F32'): Buffer =>
      safetensors({ w: { dtype, shape, data_offsets } }, 16);
    refuses(tensor([2], [0, 16]), 'a.safetensors', 'malformed', /16 bytes, not 8/);
    refuses(tensor([200], [0, 800]), 'a.safetensors', 'truncated', /only/);
    refuses(tensor([-2], [0, 8]), 'a.safetensors', 'malformed', /impossible shape/);
    refuses(tensor([2 ** 40, 2 ** 40], [0, 8]), 'a.safetensors', 'too-large', /claims/);
    refuses(tensor([2], [0, 8], 'F99'), 'a.safetensors', 'unsupported', /F99/);
    refuses(tensor('many', [0, 8]), 'a.safetensors', 'malformed', /no list/);
  });

  it('HDF5: cut off, of an unknown version, with broken links, chunks and packed data', () => {
    const plain = record('keras', 'own.weights.h5');
    refuses(plain.subarray(0, 60), 'a.h5', 'truncated', /superblock/);
    refuses(plain.subarray(0, 5000), 'a.h5', 'truncated', /byte 5000/);
    const newer = Buffer.from(plain);
    newer[8] = 9;
    refuses(newer, 'a.h5', 'unsupported', /version 9/);
    refuses(replaced(plain, 'TREE', 'TREF'), 'a.h5', 'malformed', /tree/);
    refuses(replaced(plain, 'HEAP', 'HEAT'), 'a.h5', 'malformed', /heap/);
    refuses(replaced(plain, 'SNOD', 'SNOT'), 'a.h5', 'malformed', /links/);
    const latest = record('hdf5', 'new_groups.h5');
    for (const mark of ['FRHP', 'FHDB', 'BTHD', 'BTLF'])
      refuses(replaced(latest, mark, 'none'), 'a.h5', 'malformed', /where it should/);
    const chunked = record('hdf5', 'old_chunked.h5');
    const at = chunked.indexOf(Buffer.from([0x78, 0x5e]));
    chunked.fill(0xff, at, at + 8);
    refuses(chunked, 'a.h5', 'malformed', /cannot be unpacked/);
  });

  it('.keras: without its weights, or with weights that are none', () => {
    refuses(zip([{ name: 'config.json', data: Buffer.from('{}') }]), 'a.keras', 'unsupported', /no weights/);
    const none = zip([{ name: 'model.weights.h5', data: Buffer.from('nothing') }]);
    refuses(none, 'a.keras', 'malformed', /HDF5/);
  });

  it('.pt: names that only code could make, a stack that is empty, a memory that holds nothing, no storage', () => {
    refuses(
      torchZip(pickled([0x80, 2], 'cos\nsystem\n', 'X', [4, 0, 0, 0], 'echo', [0x85], 'R.')),
      'a.pt',
      'refused',
      /'os\.system'/,
    );
    refuses(
      torchZip(pickled([0x80, 4], [0x8c, 8], 'builtins', [0x8c, 4], 'eval', [0x93], '.')),
      'a.pt',
      'refused',
      /eval/,
    );
    refuses(torchZip(pickled('R.')), 'a.pt', 'malformed', /where none is/);
    refuses(torchZip(pickled('h', [7], '.')), 'a.pt', 'malformed', /never told/);
    refuses(torchZip(pickled('e.')), 'a.pt', 'malformed', /never began/);
    refuses(torchZip(pickled('N')), 'a.pt', 'truncated', /pickle/);
    refuses(torchZip(pickled([0xfe])), 'a.pt', 'unsupported', /operation 254/);
    refuses(torchZip(pickled('X', [255, 255, 255, 127])), 'a.pt', 'truncated', /pickle/);
    refuses(torchZip(pickled('NQ.')), 'a.pt', 'malformed', /no storage/);
    // A list that holds itself.
    refuses(torchZip(pickled(']', 'q', [0], 'h', [0], 'a.')), 'a.pt', 'malformed', /deep/);
    // Lists of lists of the same two lists, each level twice as large as the one before.
    const doubled = Array.from({ length: 40 }, () =>
      pickled('q', [0], '0', ']', 'h', [0], 'a', 'h', [0], 'a'),
    );
    refuses(
      torchZip(Buffer.concat([pickled(']'), ...doubled, pickled('.')])),
      'a.pt',
      'too-large',
      /objects/,
    );
    refuses(
      replaced(record('torch', 'state.pt'), 'weight_hr_l0', 'weight_hr_l0').subarray(0, 4000),
      'a.pt',
      'malformed',
      /no end/,
    );
  });

  it('the old .pth: no magic number, storages that are missing or cut off', () => {
    const old = record('torch', 'legacy.pth');
    refuses(pickled([0x80, 2], 'K', [1], '.'), 'a.pth', 'unsupported', /not one of PyTorch/);
    refuses(old.subarray(0, old.length - 9), 'a.pth', 'truncated', /storage/);
    refuses(replaced(old, 'FloatStorage', 'DoubtStorage'), 'a.pth', 'refused', /DoubtStorage/);
  });

  it('.onnx: cut off, fields that are none, tensors without their data', () => {
    const whole = record('torch', 'script.onnx');
    refuses(whole.subarray(0, 3000), 'a.onnx', 'truncated', /only 3000/);
    refuses(Buffer.from([0x3a, 0x02, 0x0f, 0x00]), 'a.onnx', 'malformed', /kind 7/);
    refuses(
      Buffer.from([0x3a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]),
      'a.onnx',
      'malformed',
      /number without an end/,
    );
    // A graph with a tensor of 2 x 3 floats that has no bytes, and one of type 99.
    const tensor = (type: number): Buffer => Buffer.from([0x3a, 8, 0x2a, 6, 0x08, 2, 0x08, 3, 0x10, type]);
    refuses(tensor(1), 'a.onnx', 'truncated', /tensor/);
    refuses(tensor(99), 'a.onnx', 'unsupported', /type 99/);
    // Values in another file that is not there: known by shape alone.
    const outside = Buffer.from([0x3a, 10, 0x2a, 8, 0x08, 2, 0x08, 3, 0x10, 1, 0x70, 1]);
    assert.deepEqual(openBytes(outside, 'a.onnx').tensors[0]?.shape, [2, 3]);
    refuses(outside, 'a.onnx', 'malformed', /not beside it/);
  });

  it('model.json: no JSON, no manifest, paths that lead out of its folder, shards that are too short', () => {
    const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
    const weights = [{ name: 'w', shape: [4], dtype: 'float32' }];
    refuses(Buffer.from('{ "weightsManifest": '), 'model.json', 'malformed', /not JSON/);
    refuses(json({ a: 1 }), 'model.json', 'malformed', /weightsManifest/);
    refuses(json({ weightsManifest: 3 }), 'model.json', 'malformed', /no list/);
    for (const path of ['../secret.bin', '/etc/passwd', 'a\\b.bin'])
      refuses(
        json({ weightsManifest: [{ paths: [path], weights }] }),
        'model.json',
        'malformed',
        /not beside it/,
      );
    const short = json({
      weightsManifest: [{ paths: ['group1-shard2of2.bin'], weights: [{ ...weights[0], shape: [400] }] }],
    });
    assert.throws(() => openBytes(short, 'model.json', 'tfjs'), WeightFileError);
    const odd = [{ name: 'w', shape: [4], dtype: 'string' }];
    refuses(json({ weightsManifest: [{ paths: [], weights: odd }] }), 'model.json', 'unsupported', /string/);
  });
});
