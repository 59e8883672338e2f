/**
 * Which parameters of one storage become which of another, so that the cell computes the same: gates change places, two biases become one or one becomes
 * two, what a formula adds to the forget gate by itself is taken out of the bias, and an update gate that weighs the other way round is turned.
 */
import { type Parameter, parametersOf } from '../bind.ts';
import type { Role } from '../cell.ts';
import { parameterSymbol } from '../notation.ts';
import type { BoundChoice } from './choice.ts';

/** What one parameter of the other storage is made of. */
export interface Part {
  readonly target: Parameter;
  /** Biases are added up; none: zeros. */
  readonly sources: readonly Parameter[];
  readonly sign: 1 | -1;
  /** To each number besides. */
  readonly added: number;
}

/** Biases of one gate for which the other storage has no place: they have to be zero. */
export interface Lost {
  readonly gate: string;
  readonly sources: readonly Parameter[];
  readonly sign: 1 | -1;
  readonly added: number;
}

export interface ConversionPlan {
  readonly parts: readonly Part[];
  readonly lost: readonly Lost[];
}

/** Cells whose candidate scales the recurrent product together with its bias: the two biases cannot be one there. */
const APART: ReadonlySet<string> = new Set(['gru-reset-after', 'mgu']);

const BIASES: readonly Role[] = ['b', 'bx', 'bh'];

export const isBiasRole = (role: Role): boolean => BIASES.includes(role);

export function conversionPlan(from: BoundChoice, to: BoundChoice): ConversionPlan {
  const [stored, wanted] = [parametersOf(from.bound), parametersOf(to.bound)];
  const has = new Map(stored.map(each => [each.symbol, each]));
  const isWanted = new Set(wanted.map(({ symbol }) => symbol));
  const signOf = (gate: string) => (gate === 'z' && from.bound.cell.name !== to.bound.cell.name ? -1 : 1);
  const addedTo = (gate: string) => (gate === 'f' ? forgetBias(from) - forgetBias(to) : 0);
  const own = (gate: string, roles: readonly Role[]) =>
    roles.flatMap(role => has.get(parameterSymbol(role, gate)) ?? []);
  const biasRoles = (gate: string) => {
    const [given, taken] = [
      BIASES.filter(role => has.has(parameterSymbol(role, gate))),
      BIASES.filter(role => isWanted.has(parameterSymbol(role, gate))),
    ];
    return dividedBiases(given, taken, gate === 'n' && APART.has(from.bound.cell.name));
  };
  const parts = wanted.map((target): Part => {
    const { symbol, role, gate } = target;
    const sign = signOf(gate);
    if (!isBiasRole(role))
      return { target, sources: [has.get(symbol)].flatMap(each => each ?? []), sign, added: 0 };
    const { roles, first } = biasRoles(gate);
    return {
      target,
      sources: own(gate, roles.get(role) ?? []),
      sign,
      added: role === first ? addedTo(gate) : 0,
    };
  });
  const gates = [...new Set([...stored, ...wanted].map(({ gate }) => gate))];
  const lost = gates.map((gate): Lost => {
    const { roles, first } = biasRoles(gate);
    const kept = new Set([...roles.values()].flat());
    const sources = own(
      gate,
      BIASES.filter(role => !kept.has(role)),
    );
    return { gate, sources, sign: signOf(gate), added: first === undefined ? addedTo(gate) : 0 };
  });
  return { parts, lost };
}

interface DividedBiases {
  /** For each role that the other storage has: the roles that it is the sum of. */
  readonly roles: ReadonlyMap<Role, readonly Role[]>;
  /** The one that takes what is added besides. */
  readonly first: Role | undefined;
}

/** The biases of one gate. `isApart`: what is beside the state's product has to stay there. */
function dividedBiases(given: readonly Role[], taken: readonly Role[], isApart: boolean): DividedBiases {
  const [first, ...others] = taken;
  if (isApart) {
    const outside = taken.find(role => role !== 'bh');
    const inside = taken.filter(role => role === 'bh');
    const roles = new Map<Role, readonly Role[]>(
      inside.map(role => [role, given.filter(each => each === 'bh')] as const),
    );
    if (outside)
      roles.set(
        outside,
        given.filter(role => role !== 'bh'),
      );
    return { roles, first };
  }
  if (given.join() === taken.join()) return { roles: new Map(taken.map(role => [role, [role]])), first };
  const none = others.map(role => [role, []] as const);
  return { roles: new Map(first ? [[first, given], ...none] : []), first };
}

/** What the formula adds to the forget gate. */
function forgetBias({ choice, bound }: BoundChoice): number {
  const isAdded = bound.cell.equations.some(equation => equation.includes('forget_bias'));
  return isAdded ? (choice.forgetBias ?? bound.stored.forgetBias ?? 0) : 0;
}
