/**
 * The settings under `lstmShapes` as the server uses them, with their defaults.
 *
 * What an editor sends is whatever a person typed into a settings file: `readSettings` keeps what fits and takes the
 * default for the rest. package.json declares the same names and defaults; a test compares the two.
 */
export const SETTINGS_SECTION = 'lstmShapes';

export const LOG_LEVELS = ['off', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const REPORT_VIEWS = ['preview', 'source'] as const;
export type ReportView = (typeof REPORT_VIEWS)[number];

export const CALCULATOR_COLUMNS = ['beside', 'active'] as const;
export type CalculatorColumn = (typeof CALCULATOR_COLUMNS)[number];

export interface Settings {
  readonly enable: boolean;
  readonly hover: { readonly enable: boolean };
  readonly problems: { readonly enable: boolean };
  /** How the editor shows a report. */
  readonly report: { readonly view: ReportView };
  /** Where the editor opens the calculator. */
  readonly calculator: { readonly column: CalculatorColumn };
  /** Globs of files that are never analysed, relative to their workspace folder. */
  readonly exclude: readonly string[];
  /** In kB (1024 bytes); larger files are not analysed. */
  readonly maxFileSize: number;
  readonly logLevel: LogLevel;
  /** As typed, an object from framework to version: what can be read of it, and what is wrong with the rest, is the project's affair. */
  readonly versions: unknown;
  /** As typed, an object from rule to level: as with versions, whoever knows the rules reads it. */
  readonly rules: unknown;
}

export const DEFAULT_SETTINGS: Settings = {
  enable: true,
  hover: { enable: true },
  problems: { enable: true },
  report: { view: 'preview' },
  calculator: { column: 'beside' },
  exclude: ['**/node_modules/**', '**/.venv/**', '**/venv/**', '**/site-packages/**'],
  maxFileSize: 1024,
  logLevel: 'info',
  versions: {},
  rules: {},
};

/** The settings in `value` (the object that stands for the section `lstmShapes`), defaults where it says nothing usable. */
export function readSettings(value: unknown): Settings {
  const all = fields(value);
  const byDefault = DEFAULT_SETTINGS;
  return {
    enable: boolean(all.enable, byDefault.enable),
    hover: { enable: boolean(fields(all.hover).enable, byDefault.hover.enable) },
    problems: { enable: boolean(fields(all.problems).enable, byDefault.problems.enable) },
    report: { view: choice(fields(all.report).view, REPORT_VIEWS, byDefault.report.view) },
    calculator: {
      column: choice(fields(all.calculator).column, CALCULATOR_COLUMNS, byDefault.calculator.column),
    },
    exclude: strings(all.exclude, byDefault.exclude),
    maxFileSize: count(all.maxFileSize, byDefault.maxFileSize),
    logLevel: choice(all.logLevel, LOG_LEVELS, byDefault.logLevel),
    versions: all.versions ?? byDefault.versions,
    rules: all.rules ?? byDefault.rules,
  };
}

function fields(value: unknown): Readonly<Record<string, unknown>> {
  // A checked object's fields are unknown until each is checked in turn.
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function boolean(value: unknown, byDefault: boolean): boolean {
  return typeof value === 'boolean' ? value : byDefault;
}

function choice<T extends string>(value: unknown, choices: readonly T[], byDefault: T): T {
  return choices.find(item => item === value) ?? byDefault;
}

function count(value: unknown, byDefault: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : byDefault;
}

function strings(value: unknown, byDefault: readonly string[]): readonly string[] {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : byDefault;
}
