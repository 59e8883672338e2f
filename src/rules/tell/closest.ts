/** The name that was probably meant: nearest in spelling, or what another framework's argument is called here. */

/** Arguments of the same meaning in the frameworks, each row one meaning. */
const SAME_MEANING: readonly (readonly string[])[] = [
  [
    'units',
    'hidden_size',
    'num_units',
    'hidden_dim',
    'hidden_features',
    'num_hiddens',
    'features',
    'output_dim',
    'out_features',
  ],
  ['input_size', 'input_dim', 'in_features', 'num_features'],
  ['input_shape', 'inputShape'],
  ['batch_shape', 'batch_input_shape', 'batchInputShape'],
  ['num_layers', 'n_layers', 'nlayers', 'layers'],
  ['return_state', 'return_states', 'returnState', 'return_carry'],
  ['use_bias', 'bias', 'useBias'],
  ['go_backwards', 'reverse', 'goBackwards'],
];

/** The known name that `name` probably stands for; undefined where none is near. */
export function closestName(name: string, known: readonly string[]): string | undefined {
  const plain = plainly(name);
  const sameSpelling = known.find(other => plainly(other) === plain);
  if (sameSpelling) return sameSpelling;
  const near = nearest(plain, known);
  if (near) return near;
  const meaning = SAME_MEANING.find(names => names.includes(name));
  return meaning?.find(other => known.includes(other)) ?? onlyLonger(plain, known);
}

/** `hidden` of `hidden_size`, where no other name begins so. */
function onlyLonger(plain: string, known: readonly string[]): string | undefined {
  const longer = plain.length < LONG_ENOUGH ? [] : known.filter(name => plainly(name).startsWith(plain));
  return longer.length === 1 ? longer[0] : undefined;
}

const LONG_ENOUGH = 5;

const plainly = (name: string) => name.replaceAll('_', '').toLowerCase();

function nearest(plain: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(name => ({ name, distance: editDistance(plain, plainly(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(1, Math.floor(plain.length / 4)) ? best.name : undefined;
}

/** Levenshtein's distance: how many characters must be added, removed or replaced. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
