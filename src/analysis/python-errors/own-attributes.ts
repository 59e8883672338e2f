/**
 * Whether a module of the user's surely has no attribute of a name: where its classes are all known, and no text in sight could set one. What is set
 * out of sight (`setattr`, an unpacked dictionary, a file that names it otherwise than to read it) leaves it open.
 */
import type { ClassValue, ObjectValue, Value } from '../../values/index.ts';
import { classMember, isClosed, nativeBase, resolutionOrder } from '../classes.ts';
import type { Machine } from '../machine.ts';
import { isOfTensors } from './plain-attributes.ts';

/** What may give attributes to anything. */
const OUT_OF_SIGHT =
  /\b(setattr|getattr|hasattr|vars|locals|globals|exec|eval_str|patch)\s*\(|__\w*(dict|attr|attribute|slots)__|register_\w+\(|add_module\(|AttributeError|MethodType/;

export function lacksOwn(m: Machine, self: ObjectValue, name: string, written: string): boolean {
  const isSelf = written.startsWith('self.');
  // A model where a tensor was meant, or one that the program itself asks.
  const isAsked = m.host.isTopLevel() && isSeenWhole(m, self);
  if ((!isSelf && !isOfTensors(name) && !isAsked) || name.startsWith('_')) return false;
  const order = resolutionOrder(self.class);
  const base = order.at(-1);
  const isInherited = base?.kind === 'native-class' ? base.extend?.inherited : undefined;
  const isPlain = order.every(one => one.kind === 'class' || one === base);
  if (!isInherited || isInherited(name) || !isPlain || !isClosed(self.class)) return false;
  if (classMember(m, self.class, name) || !self.base.value) return false;
  // What a file itself asks of its objects no other that is begun with has them of.
  const roots = isAsked ? [m.statement.file] : m.roots;
  return isLeftIn(m, [...roots, self.class.file], name, isSelf ? onlyReads : setsNowhere);
}

/** What makes a model of an object, and counts or trains it. */
const OF_MODELS =
  /^(compile|fit|evaluate|predict|summary|(train|test|predict)_on_batch|[gs]et_weights|count_params|(non_)?trainable_(weights|variables))$/;

/** What is asked for of a model, of an object whose class is written whole and derives from nothing: the base was forgotten, or was to be another. */
export function lacksOfModels(m: Machine, self: ObjectValue, name: string): boolean {
  const { class: cls } = self;
  const isPlain = resolutionOrder(cls).every(one => one.kind === 'class') && isClosed(cls);
  if (!OF_MODELS.test(name) || !isPlain || !m.host.isTopLevel() || classMember(m, cls, name)) return false;
  return isLeftIn(m, [m.statement.file, cls.file], name, setsNowhere);
}

/** Whether no file that has run, and none of these, can give an attribute of this name. */
function isLeftIn(
  m: Machine,
  files: readonly string[],
  name: string,
  isLeft: (text: string, name: string) => boolean,
): boolean {
  return [...new Set([...m.modules.keys(), ...files])].every(file =>
    m.project.ask(file, `${isLeft.name} ${name}`, source => isLeft(source?.text ?? '', name)),
  );
}

/** What makes modules of PyTorch's into others that have more: `torch.jit.script(model).graph`. */
const REMAKING =
  /\b(jit|fx|compile|quantiz\w*|parametriz\w*|prune|fully_shard|distributed|prepare\w*|convert\w*)\b/;

/** Whether nothing else than the program gives attributes to models like this one. */
function isSeenWhole(m: Machine, { class: cls }: ObjectValue): boolean {
  const framework = nativeBase(cls)?.framework;
  if (framework !== 'torch') return framework === 'keras';
  return [...m.modules.keys(), m.statement.file].every(
    file => !m.project.ask(file, 'remakes modules', source => REMAKING.test(source?.text ?? '')),
  );
}

/**
 * Whether an object surely has none, by what its classes write alone: nothing in them has the name, and no base but the framework's `base`. A class itself
 * has what stands in its body, and not what its methods give to the objects that are made of it.
 */
export function lacksWritten(m: Machine, value: Value, name: string, base: string): boolean {
  if (value.kind === 'class')
    return (
      !m.host.mentions(`${value.name}.${name}`) &&
      isWrittenSo(
        m,
        value,
        base,
        (text, { members }) => !members.value.has(name) && !text.includes(`cls.${name}`),
      )
    );
  if (value.kind !== 'object' || value.attributes.value.has(name)) return false;
  return isWrittenSo(m, value.class, base, text => !text.includes(name));
}

/** Whether a class is written whole, with no base but the framework's, and each text of it and its bases is so. */
function isWrittenSo(
  m: Machine,
  cls: ClassValue,
  base: string,
  isSo: (text: string, one: ClassValue) => boolean,
): boolean {
  if (!isClosed(cls)) return false;
  return resolutionOrder(cls).every(one => {
    if (one.kind !== 'class') return one.kind === 'native-class' && one.name === base;
    const { start, end } = one.statement;
    const text = m.project.source(one.file)?.text.slice(start, end);
    return text !== undefined && !OUT_OF_SIGHT.test(text) && isSo(text, one);
  });
}

/** A text that gives nothing an attribute of this name. */
function setsNowhere(text: string, name: string): boolean {
  const sets = new RegExp(
    `\\.${name}\\b(?:[^=(\\n]|[,\\\\]\\n)*=[^=]|\\b(as|del)\\s[^=\\n]*\\.${name}\\b|\\bfor\\s(?:(?!\\bin\\b)[^=\\n])*\\.${name}\\b`,
  );
  return !OUT_OF_SIGHT.test(text) && !sets.test(text);
}

const COMMENT = /^\s*#/;

function onlyReads(text: string, name: string): boolean {
  if (OUT_OF_SIGHT.test(text)) return false;
  const named = new RegExp(`\\b${name}\\b`);
  return text.split('\n').every(line => !named.test(line) || COMMENT.test(line) || !mayGive(line, name));
}

/** What a statement asks before its colon, which is none of an annotation. */
const HEADER = /^(\s*(?:for\s.*\sin|if|elif|while)\s.*):\s*$/;

/** Anything but `x.name` on the right of what a line assigns. */
function mayGive(whole: string, name: string): boolean {
  const line = whole.replace(HEADER, '$1');
  const reads = new RegExp(
    `^[^#'"]*?(?:\\.${name}\\b(?!\\s*(?:[,:]|[-+*/@%&|^]?=[^=]|\\)\\s*=[^=]))[^'"]*)$`,
  );
  const elsewhere = new RegExp(`(?<!\\.)\\b${name}\\b`);
  const target = new RegExp(`\\.${name}\\b[^=]*[^=!<>]=[^=]`);
  const bound = new RegExp(`\\b(as|del)\\s[^=]*\\.${name}\\b|\\bfor\\s(?:(?!\\bin\\b)[^=])*\\.${name}\\b`);
  // By itself in a line it may be part of a tuple that is assigned to.
  const alone = new RegExp(`^[\\s(]*[\\w.]+\\.${name}[\\s)]*$`);
  return (
    alone.test(line) || !reads.test(line) || elsewhere.test(line) || target.test(line) || bound.test(line)
  );
}
