/** Standard output and standard error that survive a reader who leaves early (`lstm-shapes check | head`). */

export interface Output {
  write(text: string): Promise<void>;
  complain(text: string): void;
}

interface Stream {
  write(text: string, done: (error?: Error | null) => void): unknown;
  on(event: 'error', listener: (error: Error) => void): unknown;
}

/** `program` begins each complaint. */
export function createOutput(out: Stream, err: Stream, program: string): Output {
  // Without a listener a closed pipe would end the process with a stack trace; there is nobody left to tell.
  out.on('error', () => {});
  err.on('error', () => {});
  return {
    write: text => new Promise(resolve => void out.write(text, () => resolve())),
    complain: text => void err.write(`${program}: ${text}\n`, () => {}),
  };
}
