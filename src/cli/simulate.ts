/** `simulate`: runs one layer on the numbers of a spec and prints what comes out, or nothing but what is wrong with the spec. */
import {
  contradictionsIn,
  type Problem,
  type Result,
  readSpec,
  simulate,
  simulationJson,
  traceFault,
} from '../cells/index.ts';
import { planOf } from '../report/index.ts';
import type { SourceParser } from '../syntax/parser.ts';
import type { Output } from './output.ts';
import { EXIT } from './run.ts';

export interface SimulateOptions {
  /** A path, or '-' for standard input. */
  readonly spec: string;
  readonly dtype: 'float32' | 'float64';
  readonly trace: boolean;
}

export interface SimulateSurroundings {
  readonly output: Output;
  /** The text of a file or of standard input, no longer than this; else why it cannot be read, as a clause. */
  readonly readText: (
    path: string,
    maxBytes: number,
  ) => { readonly text: string } | { readonly fault: string };
  readonly loadParser: () => Promise<SourceParser>;
}

/** Specs are small; a larger file is something else. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Gives the exit code. */
export async function runSimulate(
  { spec: path, dtype, trace: isTraced }: SimulateOptions,
  { output, readText, loadParser }: SimulateSurroundings,
): Promise<number> {
  const name = path === '-' ? 'standard input' : path;
  const read = readText(path, MOST_BYTES);
  if ('fault' in read) {
    output.complain(`cannot read ${name}: ${read.fault}`);
    return EXIT.unreadable;
  }
  const result = simulated(read.text, await loadParser(), { dtype, isTraced });
  if (result.ok) {
    for (const note of result.value.contradictions) output.complain(`${name}: ${note}`);
    await output.write(`${JSON.stringify(result.value.json)}\n`);
    return EXIT.fine;
  }
  for (const { message } of result.problems.slice(0, MOST_PROBLEMS)) output.complain(`${name}: ${message}`);
  const left = result.problems.length - MOST_PROBLEMS;
  if (left > 0) output.complain(`${name}: ${left} more`);
  return EXIT.unreadable;
}

const MOST_PROBLEMS = 20;

interface Simulated {
  readonly json: unknown;
  readonly contradictions: readonly string[];
}

function simulated(
  text: string,
  parser: SourceParser,
  { dtype, isTraced }: { readonly dtype: SimulateOptions['dtype']; readonly isTraced: boolean },
): Result<Simulated> {
  const value = parsed(text);
  if (!value.ok) return value;
  const spec = readSpec(value.value);
  if (!spec.ok) return spec;
  const plan = planOf(spec.value, parser);
  if (!plan.ok) return plan;
  const simulation = simulate(plan.value, spec.value, dtype);
  if (!simulation.ok) return simulation;
  const fault = isTraced ? traceFault(simulation.value) : undefined;
  if (fault) return failed(fault);
  const { framework, version, layer, code } = spec.value;
  const own = simulationJson(simulation.value, plan.value, { precision: dtype, isTraced });
  const json = { framework, version, layer, code, dtype, ...own };
  return { ok: true, value: { json, contradictions: contradictionsIn(spec.value) } };
}

function parsed(text: string): Result<unknown> {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return failed({
      where: 'SPEC',
      message: `not valid JSON: ${error instanceof Error ? error.message : String(error)}${/\b(NaN|Infinity)\b/.test(text) ? ' (JSON has no NaN and no Infinity)' : ''}`,
    });
  }
}

function failed<T>(problem: Problem): Result<T> {
  return { ok: false, problems: [problem] };
}
