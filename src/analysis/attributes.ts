/** `x.name` for every kind of value. */
import { frameworkModule, tensorBehaviour } from '../frameworks/index.ts';
import type { Origin } from '../shapes/index.ts';
import type { AttributeExpr } from '../syntax/tree.ts';
import {
  attributesDict,
  type ClassValue,
  itemsOf,
  type ObjectValue,
  string,
  type Value,
} from '../values/index.ts';
import { forEachOption } from './alternatives.ts';
import { bindMember, bindToClass } from './binding.ts';
import { callFunction } from './calls.ts';
import { classMember, isClosed, nativeBase } from './classes.ts';
import { dictBehind } from './library/python/dict-behind.ts';
import type { Machine } from './machine.ts';
import { missingIn } from './missing.ts';
import { refuseAttribute } from './python-errors/index.ts';
import { fieldsOfRecord } from './records.ts';
import { rulesOf } from './rules.ts';
import { tupleAttribute } from './tuples.ts';
import { noteGiven } from './uses.ts';

/** The value of an attribute; unknown, with the reason, where there is none as far as is known. `written` is how the code asks for it, where it does. */
export function attributeOf(
  m: Machine,
  object: Value,
  name: string,
  site: Origin,
  written?: AttributeExpr,
): Value {
  return forEachOption(m, [object], ([value]) => {
    const self = value ?? object;
    return (
      find(m, self, name, site) ??
      rulesOf(m).lateAttribute?.(self, name) ??
      misspelt(m, self, name, site, written) ??
      tupleAttribute(m, self, name, site) ??
      (written && refuseAttribute(m, self, name, site)) ??
      lost(m, self, name, site)
    );
  });
}

/** undefined: there is no such attribute as far as is known. */
export function find(m: Machine, object: Value, name: string, site: Origin): Value | undefined {
  switch (object.kind) {
    case 'tensor':
      return noted(m, object, tensorBehaviour(object.framework)?.attribute(m.host, object, name, site));
    case 'native':
      if (m.run.patchedClasses.has(object.class.qualified)) return undefined;
      return (
        noted(m, object, object.behaviour.attribute?.(m.host, name, site)) ??
        (name === '__class__' ? object.class : undefined)
      );
    case 'object':
      return objectAttribute(m, object, name, site);
    case 'class':
      return name === '__name__'
        ? { kind: 'string', value: object.name }
        : (bindToClass(object, classMember(m, object, name)) ?? inheritedByClass(m, object, name, site));
    case 'native-class':
      return object.member?.(m.host, name, site) ?? (name === '__name__' ? string(object.name) : undefined);
    case 'native-function':
      return object.member?.(m.host, name) ?? rulesOf(m).attribute(m.host, object, name, site);
    case 'module':
      return (
        m.run.patches.get(object.name)?.variables.get(name)?.value ??
        object.member(m.host, name) ??
        submodule(m, object.name, name)
      );
    case 'unknown':
      return partOfParameter(m, object, name, site);
    default:
      return rulesOf(m).attribute(m.host, object, name, site);
  }
}

/** `Net.parameters` of a class derived from a framework's, where no base that is not known could have it. */
const inheritedByClass = (m: Machine, cls: ClassValue, name: string, site: Origin): Value | undefined =>
  isClosed(cls) ? nativeBase(cls)?.member?.(m.host, name, site) : undefined;

/** A method reads nothing before it is called. */
function noted(m: Machine, object: Value, found: Value | undefined): Value | undefined {
  if (found && found.kind !== 'native-function') noteGiven(m, found, [object], found);
  return found;
}

/** `import a.b` binds `a`; `a.b` is then the module of that dotted name. */
function submodule(m: Machine, parent: string, name: string): Value | undefined {
  return frameworkModule(m.host, `${parent}.${name}`);
}

function objectAttribute(m: Machine, self: ObjectValue, name: string, site: Origin): Value | undefined {
  const own = self.attributes.value.get(name) ?? replacedAttribute(self, name);
  if (own) return own;
  if (name === '__class__') return self.class;
  if (name === '__dict__') return attributesDict(self.attributes);
  if (name === '__dataclass_fields__') return fieldsOfRecord(self);
  const member = classMember(m, self.class, name);
  if (member) return bindMember(m, self, member, site);
  const extension = nativeBase(self.class)?.extend?.attribute?.(m.host, self, name, site);
  return (
    extension ??
    self.base.value?.behaviour.attribute?.(m.host, name, site) ??
    computedAttribute(m, self, name, site)
  );
}

/**
 * `config.hidden_size` of a parameter that nobody passes is a size of that name, the same wherever it is asked for, unless something in sight sets it. What
 * tensors have is none.
 */
export function partOfParameter(m: Machine, object: Value, name: string, site: Origin): Value | undefined {
  if (object.kind !== 'unknown' || !object.symbol || !m.entry) return undefined;
  if (OF_TENSORS.test(name) || !/^[A-Za-z]\w*$/.test(name)) return undefined;
  const isSet = m.project.ask(
    site.file,
    `sets ${name}`,
    source => source !== undefined && isSetIn(source.text, name),
  );
  if (isSet) return undefined;
  const reason = { missing: `\`${m.host.textOf(site)}\``, at: site, settle: object.reason.settle };
  const symbol = {
    name,
    id: `${object.symbol.id}.${name}`,
    origin: { ...site, what: 'part of a parameter' },
  };
  return { kind: 'unknown', reason, symbol };
}

const OF_TENSORS =
  /^(shape|size|ndim|dtype|device|T|data|grad|real|imag|length|values|items|keys|is_\w+|requires_grad)$/;

/** `config.units = 3`, `config['units'] *= 2`, `setattr(config, ...)` */
function isSetIn(text: string, name: string): boolean {
  return new RegExp(`(\\.${name}|\\[['"]${name}['"]\\])\\s*([-+*/%|&]|//|\\*\\*)?=(?!=)|\\bsetattr\\(`).test(
    text,
  );
}

/** `self.__dict__ = options`: entries of the dictionary that the program has put in the place of the attributes, often the object itself. */
function replacedAttribute(self: ObjectValue, name: string): Value | undefined {
  const replaced = dictBehind(self.attributes.value.get('__dict__'));
  return replaced?.entries.value.known.get(name);
}

/** What the class's own `__getattr__` gives for a name that nothing else has. */
function computedAttribute(m: Machine, self: ObjectValue, name: string, site: Origin): Value | undefined {
  const method = name.startsWith('__') ? undefined : classMember(m, self.class, '__getattr__');
  const argument = { name: undefined, value: string(name), at: site };
  if (method?.kind === 'native-function')
    return m.host.call(method, [{ name: undefined, value: self, at: site }, argument], site);
  if (method?.kind !== 'function') return undefined;
  return callFunction(m, method, { args: [argument], open: false }, site, self);
}

/**
 * A list of layers has no attributes, yet people write `model.layers.layer[0]`: what they mean is plain. It is shown with what is wrong with
 * it, and evaluated as meant.
 */
function misspelt(
  m: Machine,
  object: Value,
  name: string,
  site: Origin,
  written: AttributeExpr | undefined,
): Value | undefined {
  const items = object.kind === 'list' ? itemsOf(object) : undefined;
  const holdsLayers = items?.some(item => item.kind === 'native' && item.layer);
  if (!holdsLayers || !written || !/^layers?$/.test(name)) return undefined;
  m.recorder.slip(site.file, {
    start: written.start,
    end: written.end,
    says: `a list of layers has no attribute \`${name}\``,
    edit: { start: written.object.end, end: written.end, text: '' },
  });
  return object;
}

/** Of what is unset everything is unset: `options.encoder?.units`. */
function lost(m: Machine, object: Value, name: string, site: Origin): Value {
  return m.host.because(
    object.kind === 'unknown' ? object.reason : { ...missingIn(object, name, m.host.textOf(site)), at: site },
  );
}
