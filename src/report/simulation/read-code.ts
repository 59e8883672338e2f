/** Reads a spec's constructor call as the analysis reads programs: which layer it makes, and what was written. */
import { analyse } from '../../analysis/index.ts';
import type { Result } from '../../cells/index.ts';
import {
  createVersions,
  createWorkspace,
  filesBelow,
  memoryFiles,
  readChosen,
  syntaxErrors,
} from '../../project/index.ts';
import { problemsOf } from '../../rules/index.ts';
import type { SourceParser } from '../../syntax/parser.ts';
import type { CallExpr, Expr, Stmt } from '../../syntax/tree.ts';
import type { NativeValue } from '../../values/index.ts';
import type { Home } from './frameworks.ts';

export interface ReadCode {
  readonly call: CallExpr;
  /** undefined: the call makes no layer that the analysis knows. */
  readonly layer: NativeValue | undefined;
}

const FOLDER = '/simulation';

/** Nodes that may be visited: a constructor call has few. */
const BUDGET = 200_000;

/** Fails on what is no call, and on what the framework refuses. */
export function readCode(
  code: string,
  {
    home,
    version,
    parser,
  }: { readonly home: Home; readonly version: string | undefined; readonly parser: SourceParser },
): Result<ReadCode> {
  const name = home.language === 'python' ? 'main.py' : 'main.ts';
  const path = `${FOLDER}/${name}`;
  const text = programOf(code.trim(), home);
  const files = memoryFiles(filesBelow(FOLDER, { [name]: text }));
  const chosen = readChosen(home.versions?.(version), 'the spec');
  const [fault] = chosen.faults;
  if (fault !== undefined) return wrong(`version: ${fault}`);
  const workspace = createWorkspace({
    files,
    parser,
    roots: [FOLDER],
    versions: createVersions(files, { chosenFor: () => chosen }),
    maxLength: text.length,
  });
  const analysis = analyse(workspace, [path], { observes: false, budget: BUDGET });
  const facts = analysis.files.get(path);
  const start = text.indexOf(code.trim(), home.imports.length);
  const call = facts && callIn(facts.module.body, start);
  const isWhole = call?.end === start + code.trim().length;
  if (!facts || !call || !isWhole || syntaxErrors(facts.module).length > 0)
    return wrong(`code: expected one constructor call, got ${JSON.stringify(code.slice(0, 80))}.`);
  const refused = (problemsOf(analysis).get(path) ?? []).find(({ severity }) => severity === 'error');
  if (refused) return wrong(`code: ${refused.message.split('\n', 1)[0]}`);
  const layer = facts.layers.find(
    each => each.layer.site.start === call.start && each.layer.site.end === call.end,
  );
  return { ok: true, value: { call, layer: layer?.layer } };
}

function wrong<T>(message: string): Result<T> {
  return { ok: false, problems: [{ where: 'code', message }] };
}

function programOf(code: string, { language, imports, isInFunction }: Home): string {
  if (language === 'typescript') return `${imports}const layer = ${code};\n`;
  return isInFunction ? `${imports}def run(x):\n    layer = ${code}\n` : `${imports}layer = ${code}\n`;
}

/** The call that begins at a place. */
function callIn(statements: readonly Stmt[], start: number): CallExpr | undefined {
  for (const statement of statements) {
    if (statement.kind === 'function') {
      const inner = callIn(statement.function.body, start);
      if (inner) return inner;
    }
    const value = statement.kind === 'assign' ? callOf(statement.value) : undefined;
    if (value?.start === start) return value;
  }
  return undefined;
}

function callOf(expression: Expr | null): CallExpr | undefined {
  return expression?.kind === 'call' ? expression : undefined;
}
