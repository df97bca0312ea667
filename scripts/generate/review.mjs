// The schema of what `goldenpath review --format json` prints, from its type; its reference page, and that of the rules, from the
// rules themselves. The packages have to be compiled.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { nameOf } from './references.mjs';

const TYPES_NOTICE = '<!-- Generated from packages/review/src/review.ts by `pnpm generate`. -->';
const RULES_NOTICE = '<!-- Generated from packages/review/src/rules by `pnpm generate`. -->';

/** The JSON Schema of a review. */
export function reviewSchema(root) {
  const generator = createGenerator({
    path: join(root, 'packages/review/src/review.ts'),
    tsconfig: join(root, 'packages/review/tsconfig.json'),
    type: 'Review',
    skipTypeCheck: true,
    // A later version may say more; who reads a review must not break on it.
    additionalProperties: true,
    expose: 'export',
    topRef: true,
    jsDoc: 'extended',
  });
  const { $schema, definitions } = generator.createSchema('Review');
  const heading = { $id: 'urn:goldenpath:review.schema.json', title: 'Review' };
  return { $schema, ...heading, allOf: [{ $ref: '#/definitions/Review' }], definitions };
}

/** The pages by their path from the root. */
export function reviewPages(root, schema) {
  const require = createRequire(join(root, 'packages/review/package.json'));
  const { RULES } = require('./dist/rules/index.js');
  return {
    'docs/reference/review.md': typesPage(schema),
    'docs/reference/review-rules.md': rulesPage(RULES),
  };
}
