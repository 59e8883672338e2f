/** Small words that every message needs: numbers, lists, names of frameworks and of their arguments. */
import { profileOf } from '../../profiles/index.ts';
import type { Conflict, FrameworkName } from '../../values/index.ts';

/** '1 dimension', '3 dimensions'. */
export function count(n: number, noun: string, plural = `${noun}s`): string {
  return `${n} ${n === 1 ? noun : plural}`;
}

/** 'a', 'a or b', 'a, b or c'. */
export function oneOf(items: readonly (string | number)[], conjunction = 'or'): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? String(last) : `${items.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

/** Text as code in a message; backquotes inside would end it early. */
export function code(text: string): string {
  return `\`${text.replaceAll('`', "'")}\``;
}

/** An operation's name; operators stand between backquotes. */
export function operationWords(operation: string): string {
  return /^\w/.test(operation) ? operation : code(operation);
}

/** Layers are called by their class; a class of whole models is a model. */
export function subjectWords(operation: string): string {
  return /^(Functional|Sequential|Model)$/.test(operation)
    ? `the ${operation} model`
    : operationWords(operation);
}

export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** As the beginning of a sentence; a name of the code stays as it is written: `tf.nn.dynamic_rnn`, `copy_`. */
export function capitalised(text: string): string {
  return /^\w+[._]\w/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

export function frameworkTitle(framework: FrameworkName): string {
  return profileOf(framework).title;
}

const isJavaScript = (framework: FrameworkName) => profileOf(framework).wording.language === 'javascript';

/** An argument's name as the framework spells it: `return_sequences`, in TensorFlow.js `returnSequences`. */
export function argumentName(framework: FrameworkName, pythonName: string): string {
  if (!isJavaScript(framework)) return pythonName;
  return pythonName.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** An argument with its value as code: `return_sequences=True`, in TensorFlow.js `returnSequences: true`. */
export function argumentCode(
  framework: FrameworkName,
  pythonName: string,
  value: boolean | number | string,
): string {
  const name = argumentName(framework, pythonName);
  if (isJavaScript(framework)) return code(`${name}: ${value}`);
  const written = typeof value === 'boolean' ? (value ? 'True' : 'False') : value;
  return code(`${name}=${written}`);
}

/** 'PyTorch says: ...': the framework's own words, so that a search finds them; undefined where the message has them already. */
export function quotationOf(
  { says, framework, dialect }: Pick<Conflict, 'says' | 'framework' | 'dialect'>,
  message: string,
): string | undefined {
  if (!says || message.toLowerCase().includes(says.toLowerCase())) return undefined;
  return `${dialect === 'scikit-learn' ? dialect : speakerOf(framework, says)} says: ${says}`;
}

/** Who raises it: what an object of the language cannot do, the language says and not the framework. */
function speakerOf(framework: FrameworkName, says: string): string {
  const isLanguages =
    /object (has no attribute|is not \w+able)|is not a function|^missing \d|^got (an unexpected keyword|multiple values)|values to unpack/.test(
      says,
    );
  if (!isLanguages) return frameworkTitle(framework);
  return isJavaScript(framework) ? 'JavaScript' : 'Python';
}
