/** Functions on dataclasses: https://docs.python.org/3/library/dataclasses.html */
import { type Call, type DictValue, itemsOf, list, string, type Value } from '../../../values/index.ts';
import { lost } from '../table.ts';
import { namespace } from './flags.ts';

type Entries = readonly (readonly [string, Value])[];

function fieldsOf({ host, site }: Call, value: Value | undefined): Entries | undefined {
  const fields = value?.kind === 'object' ? host.attribute(value, '__dataclass_fields__', site) : undefined;
  return fields?.kind === 'dict' ? entriesOf(fields) : undefined;
}

const entriesOf = (fields: DictValue): Entries =>
  [...fields.entries.value.known].map(([name, value]) => [String(name), value] as const);

/** `asdict(config)`, `astuple(config)`; dataclasses inside become the same. */
export function plainOf(call: Call, value: Value | undefined, make: (entries: Entries) => Value): Value {
  const deeper = (one: Value): Value => {
    const fields = fieldsOf(call, one);
    if (fields) return make(fields.map(([name, inner]) => [name, deeper(inner)]));
    const items = itemsOf(one);
    return one.kind === 'list' && items ? list(items.map(deeper), one.flavour) : one;
  };
  return value && fieldsOf(call, value) ? deeper(value) : lost(call);
}

/** `replace(config, hidden=64)`: a new object, made by the initialiser. */
export function replaced(call: Call): Value {
  const [first] = call.args;
  const fields = fieldsOf(call, first?.value);
  if (first?.value.kind !== 'object' || !fields) return lost(call);
  const given = new Map(call.args.flatMap(a => (a.name === undefined ? [] : [[a.name, a.value] as const])));
  const args = fields.map(([name, value]) => ({ name, value: given.get(name) ?? value, at: call.site }));
  return call.host.call(first.value.class, args, call.site);
}

/** `for f in fields(config): f.name` */
export function fieldNames(call: Call): Value {
  const fields = fieldsOf(call, call.args[0]?.value);
  return fields
    ? list(
        fields.map(([name]) => namespace(call, [['name', string(name)]])),
        'tuple',
      )
    : lost(call);
}
