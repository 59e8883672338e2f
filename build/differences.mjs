/** In what two records differ: a line for each entry. Numbers agree that are as near as float32 arithmetic on two machines. */
const NEAR = 1e-5;

export function differences(kept, told) {
  if (kept === undefined) return ['is new'];
  const [before, after] = [entriesOf(kept), entriesOf(told)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap(name => {
    if (!after.has(name)) return [`${name}: is gone`];
    if (!before.has(name)) return [`${name}: is new`];
    const place = placeOf(before.get(name), after.get(name));
    return place === undefined ? [] : [`${name}${place}`];
  });
}

/** Records by their ids, or the parts of an object, and of its `results`. */
function entriesOf(file) {
  if (Array.isArray(file)) return new Map(file.map((record, i) => [record?.id ?? `[${i}]`, record]));
  const { results, ...others } = file;
  return new Map([...Object.entries(others), ...Object.entries(results ?? {})]);
}

/** Where the first difference is, and what stands there; undefined: nowhere. */
function placeOf(before, after) {
  if (typeof before === 'number' && typeof after === 'number')
    return Math.abs(before - after) <= NEAR * Math.max(1, Math.abs(before)) ? undefined : said(before, after);
  if (isOf(before) && isOf(after) && Array.isArray(before) === Array.isArray(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      const place = placeOf(before[key], after[key]);
      if (place !== undefined) return `.${key}${place}`;
    }
    return undefined;
  }
  return before === after ? undefined : said(before, after);
}

const isOf = value => typeof value === 'object' && value !== null;

/** Of long ones what stands around the first character that differs. */
function said(before, after) {
  const [kept, told] = [before, after].map(value => JSON.stringify(value) ?? 'nothing');
  const at = [...kept].findIndex((letter, i) => letter !== told[i]);
  const short = text => (at > 60 ? `...${text.slice(at - 40, at + 80)}` : text.slice(0, 120));
  return `: ${short(kept)} was kept, ${short(told)} now`;
}
