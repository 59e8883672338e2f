/**
 * Runs the programs of tfjs.json again in the package that is installed, and says which records differ: shapes of variables, and of the weights of what
 * they make.
 *
 *     node test/goldens/truth/record.cjs
 */
const { readFileSync } = require('node:fs');
const path = require('node:path');
const tf = require('@tensorflow/tfjs');

console.warn = () => {};

const shapeOf = value =>
  Array.isArray(value) ? { tuple: value.map(shapeOf) } : Array.isArray(value?.shape) ? value.shape : undefined;

/** Layers and models of the program, those that another one holds left out; weights once each. */
function weightsOf(values) {
  const owners = values.filter(value => value?.countParams && value.weights);
  return [...new Set(owners.flatMap(owner => owner.weights))].map(weight => weight.shape);
}

function run({ code, vars }) {
  const names = [...code.matchAll(/^(?:const|let) (?:(\w+)|\[([^\]]*)\])/gm)].flatMap(([, one, several]) =>
    one ? [one] : several.split(',').flatMap(name => name.trim() || []),
  );
  const body = code
    .replace(/^import .*$/gm, '')
    .replace(/ as [\w.]+(?:<[^>]*>)?(?:\[\])?/g, '')
    .replace(/^((?:const|let) \w+): [\w.<>[\]]+ =/gm, '$1 =');
  const values = new Function('tf', `${body}\nreturn { ${names.join(', ')} };`)(tf);
  return {
    vars: Object.fromEntries(Object.keys(vars ?? {}).map(name => [name, shapeOf(values[name])])),
    weights: weightsOf(Object.values(values)),
  };
}

const records = JSON.parse(readFileSync(path.join(__dirname, 'tfjs.json'), 'utf8'));
const text = value => JSON.stringify(value);
let wrong = 0;
for (const record of records) {
  try {
    const told = run(record);
    const differing = Object.keys(told.vars).filter(name => text(told.vars[name]) !== text(record.vars[name]));
    const weights = record.weights?.map(({ shape }) => text(shape)).sort();
    if (weights && told.weights.length > 0 && text(told.weights.map(text).sort()) !== text(weights)) differing.push('weights');
    if (differing.length > 0) console.log(record.id, differing.map(name => `${name}: ${text(told.vars[name] ?? told.weights)}`).join());
    wrong += Number(differing.length > 0);
  } catch (reason) {
    console.log(record.id, 'does not run:', reason.message);
    wrong++;
  }
}
console.log(records.length, 'records,', wrong, 'differ');
