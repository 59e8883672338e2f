/** Finds a layer's weights among those that are given, by the framework's own names. */
import type { Problem } from '../result.ts';
import type { Pass } from './plan.ts';
import type { NamedTensor } from './spec.ts';

/** TensorFlow ends names in ':0', Chainer begins paths with '/'. */
const plain = (name: string): string => name.replace(/:\d+$/, '').replace(/^\//, '');

const endsIn = (name: string, end: string): boolean =>
  name === end || name.endsWith(`/${end}`) || name.endsWith(`.${end}`);

export interface Wanted {
  readonly pass: Pass;
  /** The layout's name of the weight. */
  readonly stored: string;
}

export interface Found {
  readonly of: (pass: Pass, stored: string) => NamedTensor | undefined;
  /** Weights that are missing, and those that nothing asks for. */
  readonly problems: readonly Problem[];
}

/** Weights that hold all directions are found for each of them. */
export function findWeights(given: readonly NamedTensor[], wanted: readonly Wanted[]): Found {
  const found = new Map<Pass, Map<string, NamedTensor>>();
  const used = new Set<NamedTensor>();
  const missing: string[] = [];
  for (const { pass, stored } of wanted) {
    const weight = choose(given, pass, stored, pass.direction ? new Set() : used);
    if (!weight) missing.push(usualName(pass, stored));
    else {
      used.add(weight);
      const own = found.get(pass) ?? new Map<string, NamedTensor>();
      found.set(pass, own.set(stored, weight));
    }
  }
  const left = given.filter(weight => !used.has(weight)).map(({ name }) => `"${name}"`);
  const names = [...new Set(wanted.map(({ pass, stored }) => usualName(pass, stored)))].join(', ');
  const problems: Problem[] = [...new Set(missing)].map(name => ({
    where: name,
    message: `weight "${name}": expected it among the weights, got ${listed(given)}.`,
  }));
  if (left.length > 0)
    problems.push({
      where: 'weights',
      message: `weights: expected those that this layer owns (${names}), got also ${left.join(', ')}.`,
    });
  return { of: (pass, stored) => found.get(pass)?.get(stored), problems };
}

function choose(
  given: readonly NamedTensor[],
  pass: Pass,
  stored: string,
  used: ReadonlySet<NamedTensor>,
): NamedTensor | undefined {
  for (const name of pass.namesOf(stored)) {
    const free = given.filter(weight => !used.has(weight) && endsIn(plain(weight.name), name));
    const exact = free.find(weight => plain(weight.name) === name);
    const scoped = free.find(weight => isWithin(weight.name, pass.scope));
    const weight = scoped ?? exact ?? free[0];
    if (weight) return weight;
  }
  return undefined;
}

function isWithin(name: string, scope: string | undefined): boolean {
  return (
    scope !== undefined &&
    plain(name)
      .split(/[/.]/)
      .slice(0, -1)
      .some(part => part.startsWith(scope))
  );
}

function usualName(pass: Pass, stored: string): string {
  const [usual = stored] = pass.namesOf(stored);
  return pass.scope === undefined ? usual : `${pass.scope}/${usual}`;
}

function listed(given: readonly NamedTensor[]): string {
  if (given.length === 0) return 'none';
  return given
    .slice(0, 40)
    .map(({ name }) => `"${name}"`)
    .join(', ');
}
