/** The languages that are run: one table each of what it means by the tree. */
import type { Language } from '../syntax/tree.ts';
import type { LanguageRules } from './language-rules.ts';
import { javascript } from './library/javascript/index.ts';
import { python } from './library/python/index.ts';

export const LANGUAGES: Readonly<Record<Language, LanguageRules>> = { python, typescript: javascript };
