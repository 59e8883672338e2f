/** What is refused on both ways of a condition is refused whichever is taken, so that it is not doubted for the condition's sake. */
import type { Conflict } from '../values/index.ts';
import { type Caught, type Machine, tell } from './machine.ts';

/** `run` is handed what each of the two ways is to be run in. */
export function eitherWay<T>(m: Machine, run: (aside: <R>(way: () => R) => R) => T): T {
  const doubts = m.doubts.length;
  const outer = m.withheld;
  const ways: Caught[][] = [];
  const aside = <R>(way: () => R): R => {
    m.withheld = [];
    try {
      return way();
    } finally {
      ways.push(m.withheld);
      m.withheld = outer;
    }
  };
  const result = run(aside);
  const [first = [], second = []] = ways;
  for (const found of first) {
    if (!second.some(other => isSame(found.finding.conflict, other.finding.conflict))) continue;
    tell(m, { ...found, standing: doubts === 0 ? 'told' : 'doubted' });
  }
  return result;
}

const isSame = (a: Conflict, b: Conflict): boolean =>
  a.kind === b.kind && a.at.file === b.at.file && a.at.start === b.at.start && a.at.end === b.at.end;
