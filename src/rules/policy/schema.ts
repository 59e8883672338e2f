/** JSON schemas of what people write about rules, made from the rules themselves. */
import { rules } from '../all.ts';
import { fileRules } from '../file-rules.ts';
import { ruleUrl } from '../page.ts';
import type { RuleText } from '../rule.ts';
import { LEVELS } from './levels.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Of an object from the name of a rule to its level. */
export function levelsSchema(): Schema {
  return {
    properties: Object.fromEntries([...rules, ...fileRules].map(rule => [rule.name, levelSchema(rule)])),
    additionalProperties: false,
  };
}

function levelSchema({ name, severity, summary }: RuleText): Schema {
  return {
    enum: LEVELS,
    default: severity,
    description: summary,
    markdownDescription: `${summary} [Read on](${ruleUrl(name)})`,
  };
}

/** Of `lstm-shapes.json` and the table `[tool.lstm-shapes]`. */
export function configurationSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'LSTM Shapes: lstm-shapes.json',
    type: 'object',
    properties: {
      $schema: { type: 'string' },
      rules: { type: 'object', description: 'How serious each rule is.', ...levelsSchema() },
    },
    additionalProperties: false,
  };
}
