/** What the server needs from the process or worker that it runs in. */
import type { FileStore } from '../project/index.ts';
import type { SourceParser } from '../syntax/parser.ts';

export interface ServerHost {
  /** Saved files; the server lays open buffers over them. */
  readonly files: FileStore;
  loadParser(): Promise<SourceParser>;
  /** Milliseconds of a clock that never goes back. */
  now(): number;
}
