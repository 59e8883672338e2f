/** The one exception of this room: what is wrong with a file, in words for its reader. */

/**
 * `truncated`: it ends too early; `malformed`: it contradicts its own format; `unsupported`: it may be fine, but we cannot read it;
 * `too-large`: beyond a limit; `refused`: reading it would mean running code.
 */
export type WeightFault = 'truncated' | 'malformed' | 'unsupported' | 'too-large' | 'refused';

export class WeightFileError extends Error {
  readonly kind: WeightFault;

  /** `message` is a clause without the file's name: "its header ends after 12 bytes". */
  constructor(kind: WeightFault, message: string) {
    super(message);
    this.name = 'WeightFileError';
    this.kind = kind;
  }
}

export function malformed(message: string): WeightFileError {
  return new WeightFileError('malformed', message);
}

export function unsupported(message: string): WeightFileError {
  return new WeightFileError('unsupported', message);
}

export function tooLarge(message: string): WeightFileError {
  return new WeightFileError('too-large', message);
}

/** A text out of a file, short enough for a message, and without control characters. */
export function quoted(text: string): string {
  const shown = text.length > 80 ? `${text.slice(0, 77)}...` : text;
  return `'${shown.replace(/\p{C}/gu, '?')}'`;
}
