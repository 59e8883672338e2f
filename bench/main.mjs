/**
 * `npm run bench [-- NAME,...]`: one table of times and sizes, measured on what `npm run build -- --production` has written to dist.
 *
 * Nothing is asserted: times depend on the machine. Aims are printed beside the figures.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { measureScan } from './scan.mjs';
import { measureServer } from './server.mjs';
import { printTable } from './table.mjs';

const here = import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname);

/** A part that another room provides, where it is there. */
function optional(name, file, exported) {
  return {
    name,
    measure: async () => {
      if (!existsSync(path.join(here, file))) return [];
      return (await import(`./${file}`))[exported]();
    },
  };
}

/** Each gives rows: `{ name, unit, samples, aim? }` or `{ name, unit, value, aim? }`. */
const PARTS = [
  { name: 'server', measure: measureServer },
  { name: 'scan', measure: measureScan },
  optional('activation', 'activation.mjs', 'measureActivation'),
  optional('calculator', 'calculator.mjs', 'measureCalculator'),
];

const wanted = process.argv[2]?.split(',');
const unknown = wanted?.filter(name => !PARTS.some(part => part.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`bench: no part ${unknown.join(', ')}; there are ${PARTS.map(part => part.name).join(', ')}`);
  process.exit(2);
}

const rows = [];
for (const part of PARTS.filter(({ name }) => wanted === undefined || wanted.includes(name))) {
  console.error(`measuring ${part.name} ...`);
  rows.push(...(await part.measure()));
}
printTable(rows);
