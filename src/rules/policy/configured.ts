/** The levels of a file's rules: what configuration files say, the nearest last, and over them what the person or the command line has set. */
import { closestName } from '../tell/closest.ts';
import { joinLevels, type Levels, type ReadLevels, readLevels } from './levels.ts';

/** What one configuration file holds, as the project reads it. */
export interface Table {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly fault: string | undefined;
}

export interface LevelOptions {
  /** From the root inwards. */
  readonly tablesFor: (path: string) => readonly Table[];
  /** What counts more than any file. */
  readonly setFor: (path: string) => Levels;
}

export interface ConfiguredLevels {
  readonly of: (path: string) => Levels;
  /** What is wrong in the configuration files that were read so far, by file. */
  faults(): ReadonlyMap<string, readonly string[]>;
}

/** The settings that a configuration file may hold. */
const SETTINGS = ['$schema', 'rules'];

export function createLevels({ tablesFor, setFor }: LevelOptions): ConfiguredLevels {
  const read = new Map<Table, ReadLevels>();
  const levelsIn = (table: Table): Levels => {
    const known = read.get(table) ?? readTable(table);
    read.set(table, known);
    return known.levels;
  };
  return {
    of: path => joinLevels([...tablesFor(path).map(levelsIn), setFor(path)]),
    faults: () =>
      new Map([...read].flatMap(([{ file }, { faults }]) => (faults.length > 0 ? [[file, faults]] : []))),
  };
}

function readTable({ value, fault }: Table): ReadLevels {
  if (fault !== undefined) return { levels: new Map(), faults: [fault] };
  const { levels, faults } = readLevels(value.rules, 'rules');
  const unknown = Object.keys(value)
    .filter(name => !SETTINGS.includes(name))
    .map(unknownSetting);
  return { levels, faults: [...unknown, ...faults] };
}

function unknownSetting(name: string): string {
  const near = closestName(name, SETTINGS);
  return `There is no setting \`${name}\`${near ? `; did you mean \`${near}\`?` : '.'}`;
}
