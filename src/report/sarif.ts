/** `check` for code scanning: a SARIF 2.1.0 log (https://docs.oasis-open.org/sarif/sarif/v2.1.0/). */
import { SarifBuilder, SarifResultBuilder, SarifRuleBuilder, SarifRunBuilder } from 'node-sarif-builder';
import type { Location, ReportingConfiguration, Result } from 'sarif';
import { fileRules, type RuleText, rules, ruleUrl, type Severity } from '../rules/index.ts';
import type { CheckedFile, JsonOptions } from './json.ts';
import { rangeOf } from './json.ts';
import type { ShownProblem } from './problem.ts';

export interface SarifTool {
  readonly version: string;
}

const TOOL = { toolDriverName: 'LSTM Shapes', url: 'https://github.com/lstm-shapes/lstm-shapes' };

type Level = NonNullable<ReportingConfiguration['level']>;

const LEVELS: Readonly<Record<Severity, Level>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** The results of one file; `locate` must know it. */
export function sarifResults(
  { path, facts, problems }: CheckedFile,
  options: JsonOptions,
): readonly Result[] {
  const file = facts?.path ?? path;
  return problems.map(problem => resultOf(problem, file, options));
}

/** The whole log, as text. */
export function sarifLog(results: readonly Result[], { version }: SarifTool): string {
  const run = new SarifRunBuilder({ columnKind: 'utf16CodeUnits' });
  run.initSimple({ ...TOOL, toolDriverVersion: version });
  for (const rule of [...rules, ...fileRules]) run.addRule(new SarifRuleBuilder(descriptorOf(rule)));
  for (const result of results) run.addResult(new SarifResultBuilder(result));
  const log = new SarifBuilder();
  log.addRun(run);
  return log.buildSarifJsonString({ indent: true });
}

function descriptorOf({ name, summary, severity }: RuleText) {
  return {
    id: name,
    shortDescription: { text: summary },
    helpUri: ruleUrl(name),
    defaultConfiguration: { level: LEVELS[severity] },
  };
}

function resultOf(problem: ShownProblem, file: string, options: JsonOptions): Result {
  const { rule, severity, message, start, end, related = [] } = problem;
  return {
    ruleId: rule,
    level: LEVELS[severity],
    message: { text: message },
    locations: [locationOf({ file, start, end }, options)],
    relatedLocations: related.map((note, id) => ({
      id,
      ...locationOf(note, options),
      message: { text: note.message },
    })),
  };
}

interface Stretch {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

function locationOf(
  { file, start, end }: Stretch,
  { locate, printedPath = path => path }: JsonOptions,
): Location {
  const artifactLocation = { uri: uriOf(printedPath(file)) };
  if (!locate(file, start)) return { physicalLocation: { artifactLocation } };
  const { start: from, end: to, cell } = rangeOf(file, start, end, locate);
  // Lines of a notebook count in cells, of which this format knows nothing.
  if (cell !== undefined)
    return {
      physicalLocation: { artifactLocation },
      logicalLocations: [{ name: `cell ${cell + 1}, line ${from.line}` }],
    };
  const region = { startLine: from.line, startColumn: from.column, endLine: to.line, endColumn: to.column };
  return { physicalLocation: { artifactLocation, region } };
}

/** Relative paths stay relative: those who read the log say to what. */
function uriOf(path: string): string {
  const encoded = path.replace(/^\.\//, '').split('/').map(encodeURIComponent).join('/');
  const isAbsolute = path.startsWith('/');
  return isAbsolute ? `file://${encoded}` : encoded.replace(/^([A-Za-z])%3A\//, 'file:///$1:/');
}
