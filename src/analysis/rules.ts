/** The language of a file, above all of the one that is being run at the moment. */
import type { LanguageRules } from './language-rules.ts';
import type { Machine } from './machine.ts';

export function rulesOf(m: Machine): LanguageRules {
  return rulesOfFile(m, m.statement.file);
}

export function rulesOfFile(m: Machine, file: string): LanguageRules {
  return m.languages[m.project.source(file)?.module.language ?? 'python'];
}
