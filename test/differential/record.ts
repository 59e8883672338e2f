/** Programs as goldens: what the real framework answered, in the form of test/goldens. */

import { textOf } from './program.ts';
import type { Judged } from './run.ts';
import type { WorkerName } from './worker.ts';

/** One JSON text for a program on whose every point the two agree, none for others. */
export function recordOf(framework: WorkerName, { program, answer, differences }: Judged): readonly string[] {
  if ('without' in answer || differences.length > 0) return [];
  const { raises, vars } = answer;
  const shapes = Object.entries(vars).filter(([, shape]) => typeof shape !== 'string');
  const record = {
    id: `${framework}-${program.id}`,
    code: textOf(program).trimEnd(),
    raises: raises?.lines.at(-1) ?? null,
    ...(raises && { says: raises.says.slice(0, 160) }),
    vars: Object.fromEntries(shapes),
    ...weightsOf(answer),
  };
  return [JSON.stringify(record)];
}

function weightsOf({ raises, layers }: Exclude<Judged['answer'], { without: unknown }>) {
  if (raises || layers.some(({ weights }) => weights === null)) return {};
  const weights = layers.flatMap(layer => (layer.weights ?? []).map(([, shape]) => shape));
  const parameters = layers.reduce((sum, layer) => sum + (layer.parameters ?? 0), 0);
  return { weights, parameters };
}
