/** What Python and JavaScript mean differently by the same tree, so that the interpreter never asks which it is. */
import type { Origin } from '../shapes/index.ts';
import type { Language } from '../syntax/tree.ts';
import type { Host, Items, Value } from '../values/index.ts';

export interface LanguageRules {
  readonly name: Language;
  /** Assignments to undeclared names reach for outer variables (JavaScript). */
  readonly assignsOutwards: boolean;
  /** Functions can be called before the statement that defines them (JavaScript). */
  readonly hoistsFunctions: boolean;
  /** Blocks are scopes (JavaScript). */
  readonly hasBlockScopes: boolean;
  /** The name of a class's initialiser. */
  readonly initialiser: '__init__' | 'constructor';
  /** Methods get their object as first parameter (Python) rather than as `this`. */
  readonly explicitSelf: boolean;
  /** `/` of two whole numbers. */
  readonly wholeDivision: 'float' | 'exact';
  /** Negative positions count from the end (Python). */
  readonly countsFromEnd: boolean;
  /** What `%` gives of numbers. */
  readonly remainder: (a: number, b: number) => number;
  /** `break` inside a `switch` leaves the switch (JavaScript), not the loop around it (Python's `match`). */
  readonly breaksLeaveSwitch: boolean;
  /** Whether a list or dict of this length is true. */
  readonly truthOfLength: (length: number) => boolean;
  /** Declares what a module finds in its own scope: CommonJS `module` and `exports`, Python's `__name__` and `__file__`. */
  readonly prepare?: (
    host: Host,
    declare: (name: string, value: Value) => void,
    module: { readonly path: string; readonly name: string },
  ) => void;
  /** Names that every program sees. */
  readonly builtin: (host: Host, name: string) => Value | undefined;
  /** Modules of the standard library. */
  readonly module: (host: Host, name: string) => Value | undefined;
  /** Attributes and methods of the language's own values: lists, dicts, strings, numbers. */
  readonly attribute: (host: Host, value: Value, name: string, site: Origin) => Value | undefined;
  /** What any value has whose own attributes do not have the name. */
  readonly lateAttribute?: (value: Value, name: string) => Value | undefined;
  /** What a loop over one of the language's own values sees. */
  readonly iterate: (host: Host, value: Value) => Items | undefined;
}
