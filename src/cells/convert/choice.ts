/** A cell's description in another framework's words: the same arithmetic, or a reason why the framework has none like it. */
import { type BoundCell, bindCell, type CellChoice } from '../bind.ts';
import { layoutNamed } from '../layouts/index.ts';
import type { Layout } from '../layouts/layout.ts';
import { failure, type Result, success } from '../result.ts';

/** What a layout's name of an activation means. */
export function activationIn({ activations = {} }: Layout, name: string): string {
  return Object.hasOwn(activations, name) ? (activations[name] ?? name) : name;
}

/** A name that means the same in a layout, one that it lists before ours; undefined where each means something else. */
function nameIn(layout: Layout, definition: string): string | undefined {
  const names = [...Object.keys(layout.activations ?? {}), definition];
  return names.find(name => activationIn(layout, name) === definition);
}

export interface BoundChoice {
  readonly choice: CellChoice;
  readonly bound: BoundCell;
}

/** GRUs that weigh the old state and the candidate the other way round are one another's, with the update gate turned. */
const turned: ReadonlySet<string> = new Set(['gru', 'gru-new-by-update']);

/** Gates for which 1 - f(a) = f(-a). */
const symmetric: ReadonlySet<string> = new Set(['sigmoid', 'hard_sigmoid', 'hard_sigmoid_fifth']);

/** Fails where the other framework has no such cell, or no such activation. */
export function convertChoice({ choice, bound }: BoundChoice, layoutName: string): Result<BoundChoice> {
  const layout = layoutNamed(layoutName);
  if (!layout) return failure('layout', `There is no layout "${layoutName}".`);
  const gate = activationIn(bound.layout, choice.recurrentActivation);
  const activation = nameIn(layout, activationIn(bound.layout, choice.activation));
  const recurrentActivation = nameIn(layout, gate);
  if (activation === undefined || recurrentActivation === undefined) {
    const missing = activation === undefined ? choice.activation : choice.recurrentActivation;
    return failure(
      'activation',
      `${layout.title} has no activation that is ${bound.layout.title}'s "${missing}".`,
    );
  }
  const { forgetBias: _, ...plain } = choice;
  const other: CellChoice = { ...plain, layout: layoutName, activation, recurrentActivation };
  const result = bindCell(other);
  if (!result.ok) return result;
  const [from, to] = [bound.cell.name, result.value.cell.name];
  const isSame = from === to || (turned.has(from) && turned.has(to) && symmetric.has(gate));
  if (!isSame) return failure('cell', `${layout.title} has no ${bound.cell.title} that computes the same.`);
  return success({ choice: other, bound: result.value });
}
