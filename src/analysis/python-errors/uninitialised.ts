/** Modules that are used before the initialiser of their base class has run: `super().__init__()` is left out, or comes later. */
import type { Origin } from '../../shapes/index.ts';
import type { ObjectValue, Value } from '../../values/index.ts';
import { isClosed, nativeBase, resolutionOrder } from '../classes.ts';
import type { Machine } from '../machine.ts';
import { isSure, refuse } from './refusal.ts';

/** What may run the base class's initialiser otherwise: one that is named by its class, code that is given the object. */
const OTHERWISE =
  /\bsuper\([^)]|\b(?!super\(\)\.)[\w.]+\.__init__\(|(?<!def \w{1,60})\(\s*(\*|self\s*[,)])|__\w*(dict|new|setattr)__/;

/** `self.fc = nn.Linear(2, 3)` in PyTorch, whose modules keep what they hold in a table that `Module.__init__` makes. */
export function refuseUninitialised(m: Machine, object: Value, value: Value, at: Origin): void {
  if (object.kind !== 'object' || object.base.value || !isSure(m)) return;
  const native = nativeBase(object.class);
  if (native?.qualified !== 'torch.nn.Module') return;
  const held = heldIn(value);
  if (!held || !isClosed(object.class) || !runsPlainly(m, object)) return;
  refuse(m, {
    aspect: 'initialiser',
    name: m.host.textOf(at),
    operation: native.name,
    framework: native.framework,
    at,
    says: `cannot assign ${held} before Module.__init__() call`,
    instead: '`super().__init__()` belongs before it',
  });
  // What follows is told as if it had run.
  const made = native.extend?.initialise({ host: m.host, site: at, args: [], open: true }, object);
  if (made) m.heap.write(object.base, made);
}

/** `net(x)` of a layer or model of Keras's: whatever its classes set, it cannot be called. What is raised differs by version. */
export function refuseUninitialisedCall(m: Machine, object: ObjectValue, at: Origin): Value | undefined {
  const native = nativeBase(object.class);
  if (object.base.value || native?.framework !== 'keras' || !isSure(m)) return undefined;
  if (!/^(Model|Layer)$/.test(native.name) || !isClosed(object.class)) return undefined;
  if (!runsPlainly(m, object, /(?<!def )__init__\(/)) return undefined;
  return refuse(m, {
    aspect: 'initialiser',
    name: m.host.textOf(at),
    operation: native.name,
    framework: native.framework,
    at,
    instead: '`super().__init__()` belongs into its own `__init__`',
  });
}

/** As PyTorch calls what a module registers; undefined: any object may hold it. */
function heldIn(value: Value): string | undefined {
  if (value.kind === 'object') return value.base.value?.model ? 'module' : undefined;
  if (value.kind === 'native') return /^torch\.nn\.\w+$/.test(value.class.qualified) ? 'module' : undefined;
  if (value.kind !== 'tensor' || value.framework !== 'torch') return undefined;
  return value.source.role === 'weight' && value.weight === undefined ? 'parameters' : undefined;
}

/** Whether nothing in the object's classes but a plain `super().__init__()` could have run it. */
function runsPlainly(m: Machine, { class: cls }: ObjectValue, also = OTHERWISE): boolean {
  return resolutionOrder(cls).every(one => {
    if (one.kind !== 'class') return true;
    const { start, end } = one.statement;
    const text = m.project.source(one.file)?.text.slice(start, end);
    return text !== undefined && !OTHERWISE.test(text) && !also.test(text);
  });
}
