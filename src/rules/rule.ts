/**
 * What a rule is: one kind of problem that a user can see, with everything that is said of it anywhere: message, page, the tables in
 * docs/rules.md and the README, the settings' schema.
 *
 * The name is the wrong pattern, so that "allow NAME" reads right. `check` turns a finding of the engine into a problem, or leaves it
 * to the rule that owns it: every finding has exactly one owner.
 */
import type { Conflict, Finding } from '../values/index.ts';
import type { Fix } from './fix/fix.ts';
import { assumptionSentences } from './tell/assumptions.ts';
import type { Facts } from './tell/facts.ts';
import { problemRange } from './tell/range.ts';
import { callerNotes, distinctNotes, type Note, type Related } from './tell/related.ts';
import { runsAnyway } from './tell/suspicion.ts';
import { quotationOf } from './tell/words.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** `refused`: the framework raises there. `suspect`: it runs, but hardly as meant. */
export type Certainty = 'refused' | 'suspect';

export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  /** What does not fit, why, the way out; the framework's own words on a line of their own. Plain text with code in backquotes. */
  readonly message: string;
  readonly file: string;
  readonly start: number;
  readonly end: number;
  readonly related: readonly Related[];
  /** undefined: the problem is not of the program but of a comment in it. */
  readonly finding: Finding | undefined;
  /** What might mend it, the likeliest first; worked out when it is asked for, and not tried yet. */
  readonly fixes: () => readonly Fix[];
}

/** A whole program. In a wrong one the text that the problem marks stands between « and ». */
export interface Example {
  readonly language: 'python' | 'typescript';
  readonly code: string;
  /** Of a wrong one: what it is after the first fix; absent where the rule has none for it. */
  readonly fixed?: string;
}

export interface Link {
  readonly title: string;
  readonly url: string;
}

export interface RuleText {
  readonly name: string;
  readonly severity: Severity;
  /** One sentence. */
  readonly summary: string;
  /** Markdown. */
  readonly why: string;
  readonly wrong: readonly Example[];
  readonly right: readonly Example[];
  /** The frameworks' documentation. */
  readonly links: readonly Link[];
}

export interface Rule extends RuleText {
  /** Whether it reads what is refused or what is suspect. */
  readonly reads: Certainty;
  /** undefined: the finding belongs to another rule. */
  readonly check: (finding: Finding, facts: Facts) => readonly Problem[] | undefined;
}

export type ConflictOf<K extends Conflict['kind']> = Extract<Conflict, { readonly kind: K }>;

/** What a rule says of one conflict. */
export interface Told {
  /** What does not fit, with both shapes and the axis; then the way out. Whole sentences. */
  readonly sentences: readonly string[];
  /** Where each shape came from; the most telling of them are shown. */
  readonly related: readonly Note[];
  /** The sentences say what comes of it; else a warning ends with that it runs. */
  readonly saysWhatComes?: boolean;
}

export interface Telling<K extends Conflict['kind']> {
  readonly kind: K;
  readonly reads?: Certainty;
  /** Absent: every conflict of the kind. */
  readonly owns?: (conflict: ConflictOf<K>) => boolean;
  readonly tell: (conflict: ConflictOf<K>, facts: Facts, finding: Finding) => Told;
  /** What might mend it, the likeliest first. Proposals are tried before they are shown, so that one that is wrong does no harm. */
  readonly fixes?: (conflict: ConflictOf<K>, facts: Facts, finding: Finding) => readonly Fix[];
}

/** A rule that tells the conflicts of one kind, or some of them. */
export function defineRule<K extends Conflict['kind']>(text: RuleText, telling: Telling<K>): Rule {
  const check = (finding: Finding, facts: Facts): readonly Problem[] | undefined => {
    const { conflict } = finding;
    if (!isKind(conflict, telling.kind) || telling.owns?.(conflict) === false) return undefined;
    const fixes = (): readonly Fix[] => telling.fixes?.(conflict, facts, finding) ?? [];
    return [{ ...problemOf(text, finding, telling.tell(conflict, facts, finding), facts), fixes }];
  };
  return { ...text, reads: telling.reads ?? 'refused', check };
}

function isKind<K extends Conflict['kind']>(conflict: Conflict, kind: K): conflict is ConflictOf<K> {
  return conflict.kind === kind;
}

function problemOf(text: RuleText, finding: Finding, told: Told, facts: Facts): Omit<Problem, 'fixes'> {
  const range = problemRange(finding);
  const runs = text.severity === 'warning' && !told.saysWhatComes ? [runsAnyway] : [];
  const sentences = [...told.sentences, ...runs, ...assumptionSentences(finding, facts)].join(' ');
  const says = quotationOf(finding.conflict, sentences);
  return {
    rule: text.name,
    severity: text.severity,
    message: says ? `${sentences}\n${says}` : sentences,
    file: finding.file,
    ...range,
    related: distinctNotes(
      [...told.related, ...callerNotes(finding)],
      { file: finding.file, ...range },
      facts,
    ),
    finding,
  };
}
