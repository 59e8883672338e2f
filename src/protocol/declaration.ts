/** What the extension must know of a framework before the server has started: by hand in `frameworks.ts` and `freshLayers.ts`, generated in `declared.ts`. */

/** A module that makes a file worth analysing. */
export interface FrameworkModule {
  /**
   * The module's first name part in Python, the package name (with its scope) in TypeScript and JavaScript, which covers packages
   * that continue it with a hyphen (`@tensorflow/tfjs-node`).
   */
  readonly module: string;
  readonly language: 'python' | 'typescript';
  /**
   * Words of which one must stand in the text (in any case) for the module to start the server: NumPy is in nearly
   * every Python file and says nothing by itself. The command line analyses NumPy files without asking.
   */
  readonly onlyWith?: readonly string[];
}

/** A layer that a calculator can begin with when it stands in no code. */
export interface FreshLayer {
  /** The class. */
  readonly layer: string;
  readonly cell: string;
  readonly resetAfter: boolean;
}

export interface FreshFramework {
  readonly framework: string;
  readonly layoutName: string;
  readonly layers: readonly FreshLayer[];
}
