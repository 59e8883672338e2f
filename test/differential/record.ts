/** Programs as goldens: what the real framework answered, in the form of test/goldens. */

import { textOf } from './program.ts';
import type { Judged } from './run.ts';
import { PINS } from './told.ts';
import type { Ran, WorkerName } from './worker.ts';

/** Collects programs on whose every point the two agree, each for something that none before it is a test of. */
export class Recorder {
  readonly #covered = new Set<string>();
  readonly #records: string[] = [];

  constructor(readonly framework: WorkerName) {}

  take({ program, answer, differences }: Judged): void {
    if ('without' in answer || differences.length > 0) return;
    const { raises } = answer;
    // The form has one line; where an exception passed several, it does not say which.
    if (raises && raises.lines.length !== 1) return;
    const topics = program.lines.flatMap(({ about }, i) => {
      if (!answer.executed.includes(i + 1)) return [];
      return raises?.lines.includes(i + 1) ? [`${about}, refused`] : [about];
    });
    if (topics.every(topic => this.#covered.has(topic))) return;
    for (const topic of topics) this.#covered.add(topic);
    this.#records.push(JSON.stringify(this.#recordOf(program.id, textOf(program).trimEnd(), answer)));
  }

  toString(): string {
    return `[\n${this.#records.join(',\n')}\n]\n`;
  }

  #recordOf(id: string, code: string, answer: Ran) {
    const { raises, vars } = answer;
    const requirements = PINS[this.framework];
    const shapes = Object.entries(vars).filter(([, shape]) => typeof shape !== 'string');
    return {
      id: `${this.framework}-${id}`,
      ...(requirements !== undefined && { requirements }),
      code,
      raises: raises?.lines[0] ?? null,
      ...(raises && { says: raises.says.slice(0, 160) }),
      vars: Object.fromEntries(shapes),
      ...weightsOf(answer),
    };
  }
}

function weightsOf({ raises, layers }: Ran) {
  if (raises || !layers || layers.some(({ weights }) => weights === null)) return {};
  const weights = layers.flatMap(layer => (layer.weights ?? []).map(([, shape]) => shape));
  const parameters = layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0);
  return { weights, parameters };
}
