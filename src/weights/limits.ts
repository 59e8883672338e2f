/** What a file may ask for. A file that asks for more is refused with a clear error, so that memory and time stay bounded whatever it claims. */
const MB = 1024 * 1024;

export const LIMITS = {
  /** Bytes of one piece of structure: a header, a directory, a configuration. */
  structure: 64 * MB,
  /** Bytes that are taken at once for values. */
  read: 256 * MB,
  /** Bytes of one compressed part when it is unpacked. */
  inflated: 256 * MB,
  /** Numbers that are given at once. */
  values: 32 * MB,
  tensors: 200_000,
  rank: 32,
  /** Of groups in groups, containers in containers. */
  depth: 64,
  /** Objects that are looked at in one file: groups, messages, nodes of trees, items of containers. */
  objects: 2_000_000,
  /** Files of one archive. */
  entries: 100_000,
  /** Items on the stack or in the memo of a pickle. */
  pickled: 4_000_000,
} as const;

/** No compression of zlib packs more tightly. */
export const DEFLATE_RATIO = 1032;
