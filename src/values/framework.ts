/** The frameworks' names as the public output spells them. 'python' and 'javascript' own what the languages themselves provide. */
export type FrameworkName =
  | 'keras'
  | 'tensorflow'
  | 'torch'
  | 'tfjs'
  | 'flax'
  | 'haiku'
  | 'equinox'
  | 'sonnet'
  | 'paddle'
  | 'mindspore'
  | 'mlx'
  | 'mxnet'
  | 'brainjs'
  | 'jax'
  | 'numpy'
  | 'python'
  | 'javascript';

/** A framework's version as far as it decides anything, and where that was read. */
export interface Version {
  readonly major: number;
  readonly minor: number;
  /** '2.2.4' */
  readonly text: string;
  /** 'requirements.txt', 'setting'; undefined: nothing says, so the newest. */
  readonly pinnedBy: string | undefined;
}
