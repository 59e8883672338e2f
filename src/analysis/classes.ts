/** Classes of the user's: their members along the order of resolution, their construction, and `super`. */
import type { Origin } from '../shapes/index.ts';
import type { AssignStmt } from '../syntax/tree.ts';
import {
  type Argument,
  type Behaviour,
  beside,
  type Call,
  type ClassValue,
  joinAttributes,
  type NativeClass,
  type NativeValue,
  NONE,
  nativeFunction,
  newborn,
  type ObjectValue,
  slot,
  type Value,
  withAttribute,
} from '../values/index.ts';
import { bindMember, bindToClass } from './binding.ts';
import { evaluate } from './expressions.ts';
import type { Frame } from './frame.ts';
import { callFunction } from './functions.ts';
import { tolerating } from './iteration.ts';
import { dictBehind } from './library/python/dict-behind.ts';
import { dictBase, fillDict, isDictType } from './library/python/dict-objects.ts';
import { isRecording, type Machine } from './machine.ts';
import type { Passed } from './parameters.ts';
import { lacksUncalled, uncalledMember } from './python-errors/uncalled-super.ts';
import { bindFields } from './records.ts';
import { rulesOfFile } from './rules.ts';
import { declare, newScope } from './scope.ts';

/** The class and its ancestors, nearest first: depth first, the last of repeated ones counts (what C3 gives for ordinary hierarchies). */
export function resolutionOrder(cls: ClassValue): readonly Value[] {
  const known = ORDERS.get(cls);
  if (known) return known;
  const order = orderOf(cls);
  ORDERS.set(cls, order);
  return order;
}

/** The bases of a class never change. */
const ORDERS = beside<ClassValue, readonly Value[]>();

function orderOf(cls: ClassValue): readonly Value[] {
  const order: Value[] = [cls];
  for (const base of cls.bases) {
    const further = base.kind === 'class' ? resolutionOrder(base) : [base];
    for (const ancestor of further) {
      const earlier = order.indexOf(ancestor);
      if (earlier >= 0) order.splice(earlier, 1);
      order.push(ancestor);
    }
  }
  return ancestorsLast(order);
}

/** A framework's class stands behind those of the framework that derive from it: of `class Own(Mixin, nn.Linear)`, where Mixin is a Module, it is nn.Linear. */
function ancestorsLast(order: readonly Value[]): readonly Value[] {
  const sorted = [...order];
  for (const one of order) {
    if (one.kind !== 'native-class') continue;
    const own = sorted.indexOf(one);
    const derived = sorted.findLastIndex(
      other => other.kind === 'native-class' && other.ancestors.includes(one.qualified),
    );
    if (derived > own) sorted.splice(derived, 0, ...sorted.splice(own, 1));
  }
  return sorted;
}

export function classMember(_m: Machine, cls: ClassValue, name: string): Value | undefined {
  return memberAmong(resolutionOrder(cls), name);
}

export function memberAmong(order: readonly Value[], name: string): Value | undefined {
  for (const ancestor of order) {
    const member = ancestor.kind === 'class' ? ancestor.members.value.get(name) : undefined;
    if (member) return member;
  }
  return undefined;
}

/** The framework's class that a user's class derives from. */
export function nativeBase(cls: ClassValue): NativeClass | undefined {
  return resolutionOrder(cls).find((c): c is NativeClass => c.kind === 'native-class');
}

export function construct(m: Machine, cls: ClassValue, passed: Passed, site: Origin): Value {
  if (m.shadowed === 0) m.run.use(cls.statement);
  const label = m.host.textOf(site);
  const self: ObjectValue = {
    kind: 'object',
    id: m.host.nextId(),
    class: cls,
    site,
    attributes: newborn(slot<ReadonlyMap<string, Value>>(new Map(), joinAttributes)),
    base: slot<NativeValue | undefined>(undefined, (a, b) => a ?? b),
    label,
  };
  if (isRecording(m)) m.run.make(self);
  if (m.trying > 0) m.run.mayBe(self);
  m.recorder.instances.push(label);
  try {
    const native = nativeBase(cls);
    if (resolutionOrder(cls).some(isDictType)) m.heap.write(self.base, dictBase(m.host, site));
    if (native?.extend?.precedes) extend(m, self, native, { ...passed, open: true }, site);
    const given = isClosed(cls) ? passed : { ...passed, isWritten: false };
    const run = (): void => initialise(m, self, resolutionOrder(cls), given, site);
    if (native?.extend?.constructing) native.extend.constructing(m.host, self, run);
    else run();
  } finally {
    m.recorder.instances.pop();
  }
  return self;
}

const PLAIN_BASES = /^(object|ABC|Generic|Protocol)$/;

/** Whether a class is what its definition says: no metaclass, decorator or base that is not known may change how it is constructed or called. */
export function isClosed(cls: ClassValue): boolean {
  return resolutionOrder(cls).every(one => {
    if (one.kind !== 'class') return true;
    const { statement, bases, members } = one;
    if (statement.keywords.length + statement.decorators.length > 0 || members.value.has('__new__'))
      return false;
    return bases.every((base, i) => {
      const written = statement.bases[i];
      const e = written?.kind === 'index' ? written.object : written;
      const isPlain = (e?.kind === 'name' || e?.kind === 'attribute') && PLAIN_BASES.test(e.name);
      return (
        isPlain || base.kind === 'class' || (base.kind === 'native-class' && base.framework !== 'python')
      );
    });
  });
}

/** Runs the first initialiser along the order; fields of JavaScript classes come to be where the class's constructor begins. */
function initialise(
  m: Machine,
  self: ObjectValue,
  order: readonly Value[],
  passed: Passed,
  site: Origin,
): void {
  const [cls, ...further] = order;
  if (!cls) return;
  if (cls.kind === 'native-class') {
    // What it refuses one behind it may take.
    if (further.some(hasInitialiser)) tolerating(m, () => extend(m, self, cls, passed, site));
    else extend(m, self, cls, passed, site);
    return;
  }
  if (cls.kind !== 'class') {
    const entries = isDictType(cls) ? dictBehind(self) : undefined;
    if (entries) fillDict({ host: m.host, site, args: passed.args, open: passed.open }, entries);
    else initialise(m, self, further, passed, site);
    return;
  }
  const rules = rulesOfFile(m, cls.file);
  const own = cls.members.value.get(rules.initialiser);
  if (!rules.explicitSelf && own?.kind !== 'function') initialise(m, self, further, passed, site);
  if (!rules.explicitSelf && (own?.kind !== 'function' || cls.bases.length === 0))
    initialiseFields(m, self, cls);
  if (own?.kind === 'function') {
    const returned = callFunction(m, own, passed, site, self);
    // An initialiser that stops, as where an assertion fails, leaves no instance whose methods could be called.
    if (returned.kind === 'unknown') m.run.mayBe(self);
  } else if (rules.explicitSelf && !bindFields(m, self, cls, passed))
    initialise(m, self, further, cls.members.value.has('__new__') ? OPEN : passed, site);
}

/** Whether a class behind a framework's may take arguments that the framework's hands on: one with an initialiser of its own, or of which nothing is known. */
const hasInitialiser = (cls: Value): boolean =>
  cls.kind === 'unknown' || (cls.kind === 'class' && cls.members.value.has('__init__'));

/** What a class's own `__new__` hands on is not known. */
const OPEN: Passed = { args: [], open: true };

/** What deriving from a framework's class gives: its own extension, or an instance of the class to lean on. */
function extend(m: Machine, self: ObjectValue, native: NativeClass, passed: Passed, site: Origin): void {
  // What a class would be given that nothing constructs is not known.
  const open = passed.open || passed.isEntry === true;
  const call: Call = { host: m.host, site, args: passed.args, open };
  const made = native.extend ? native.extend.initialise(call, self) : native.construct(call);
  if (made?.kind === 'native') m.heap.write(self.base, made);
}

function initialiseFields(m: Machine, self: ObjectValue, cls: ClassValue): void {
  const frame = m.run.classFrames.get(cls.statement);
  if (!frame) return;
  const inner: Frame = { ...frame, scope: newScope('block', cls.file, frame.scope), self };
  declare(m, inner.scope, 'this', self);
  for (const field of fieldsOf(cls)) {
    if (field.value) setField(m, self, field.name, evaluate(m, inner, field.value));
  }
}

export function setField(m: Machine, self: ObjectValue, name: string, value: Value): void {
  m.heap.write(self.attributes, withAttribute(self.attributes.value, name, value));
}

interface Field {
  readonly name: string;
  readonly value: AssignStmt['value'];
}

/** Fields declared in the class's body, in order. */
export function fieldsOf(cls: ClassValue): readonly Field[] {
  return cls.statement.body.flatMap(statement => {
    if (statement.kind !== 'assign' || statement.isStatic) return [];
    const [target] = statement.targets;
    return target?.kind === 'name' ? [{ name: target.name, value: statement.value }] : [];
  });
}

// --- super ----------------------------------------------------------------------------------------------------------------

const SUPER: NativeClass = {
  kind: 'native-class',
  name: 'super',
  qualified: 'super',
  framework: 'python',
  ancestors: [],
  construct: call => call.host.unknown('an instance of `super`', call.site),
};

/** `super` inside a method: Python calls it first, JavaScript calls it to construct; both look members up behind the present class. */
export function superOf(m: Machine, frame: Frame, site: Origin): Value {
  const { self, owner } = frame;
  if (self?.kind === 'class' && owner) return superOfClass(self, owner, m.host.nextId(), site);
  if (self?.kind !== 'object' || !owner) return m.host.unknown('`super` outside of a method', site);
  const order = resolutionOrder(self.class);
  const further = order.slice(order.indexOf(owner) + 1);
  const isPython = frame.language.explicitSelf;
  const attribute: Behaviour['attribute'] = (_host, name, at) =>
    superMember(m, self, further, name, at, frame.language.initialiser);
  const proxy = {
    kind: 'native',
    id: m.host.nextId(),
    class: SUPER,
    site,
    layer: undefined,
    model: undefined,
  } as const;
  const behind: NativeValue = { ...proxy, behaviour: { attribute } };
  return {
    ...proxy,
    behaviour: {
      invoke: call => {
        if (isPython) return behind;
        initialise(m, self, further, { args: call.args, open: call.open }, call.site);
        initialiseFields(m, self, owner);
        return NONE;
      },
      attribute: isPython ? uncalledMember(m, attribute) : attribute,
      ...(isPython && { lacks: lacksUncalled }),
    },
  };
}

/** The same inside a class method, which is called on a class. */
function superOfClass(self: ClassValue, owner: ClassValue, id: number, site: Origin): Value {
  const order = resolutionOrder(self);
  const further = order.slice(order.indexOf(owner) + 1);
  const attribute: Behaviour['attribute'] = (_host, name) => bindToClass(self, memberAmong(further, name));
  const behind = { kind: 'native', id, class: SUPER, site, layer: undefined, model: undefined } as const;
  const made: NativeValue = { ...behind, behaviour: { attribute, invoke: () => made } };
  return made;
}

function superMember(
  m: Machine,
  self: ObjectValue,
  further: readonly Value[],
  name: string,
  site: Origin,
  initialiser: string,
): Value | undefined {
  if (name === initialiser) {
    return nativeFunction('super().__init__', call => {
      initialise(m, self, further, { args: withoutSelf(call.args, self), open: call.open }, call.site);
      return NONE;
    });
  }
  const member = memberAmong(further, name);
  if (member) return bindMember(m, self, member, site);
  const native = further.find((c): c is NativeClass => c.kind === 'native-class');
  // A call of the base runs what calls of objects run: `forward`, `call`.
  const { entry, invoke } = native?.extend ?? {};
  if (name === '__call__' && invoke && entry !== undefined && entry !== name)
    return nativeFunction('super().__call__', call => invoke(call, self));
  const inherited = native?.extend?.attribute?.(m.host, self, name, site);
  if (inherited) return inherited;
  const base = self.base.value;
  if (base && (name === 'forward' || name === 'call' || name === '__call__')) {
    return nativeFunction(
      `super().${name}`,
      call => base.behaviour.invoke?.(call) ?? m.host.unknown('the result of a call', call.site),
    );
  }
  return base?.behaviour.attribute?.(m.host, name, site);
}

/** `nn.Module.__init__(self)` names its object explicitly. */
function withoutSelf(args: readonly Argument[], self: ObjectValue): readonly Argument[] {
  return args[0]?.value === self ? args.slice(1) : args;
}
