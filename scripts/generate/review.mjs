// The schema of `goldenpath review --format json` from its type, its reference page, and the page of review rules. Requires compiled
// packages.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createGenerator } from 'ts-json-schema-generator';
import { nameOf } from './references.mjs';

/** Returns the JSON Schema of a review. */
export function reviewSchema(root) {
  const generator = createGenerator({
    path: join(root, 'packages/review/src/review.ts'),
    tsconfig: join(root, 'packages/review/tsconfig.json'),
    type: 'Review',
    skipTypeCheck: true,
    // A later version may add fields, which must not break readers.
    additionalProperties: true,
    expose: 'export',
    topRef: true,
    jsDoc: 'extended',
  });
  const { $schema, definitions } = generator.createSchema('Review');
  const heading = { $id: 'urn:goldenpath:review.schema.json', title: 'Review' };
  return { $schema, ...heading, allOf: [{ $ref: '#/definitions/Review' }], definitions };
}

/** Returns the pages by their path from the root. `schema` is the result of `reviewSchema`. */
export function reviewPages(root, schema) {
  const require = createRequire(join(root, 'packages/cli/package.json'));
  const { PRICE_BASIS } = require('@goldenpath/extension');
  const { builtInRegistry } = require('@goldenpath/parts');
  const { reviewRules } = require('@goldenpath/review');
  const { PRICES } = require(join(root, 'packages/parts/dist/prices.js'));
  return {
    'docs/reference/review.md': reviewPage(schema, { ...PRICE_BASIS, ...PRICES }),
    'docs/reference/review-rules.md': rulesPage(reviewRules(builtInRegistry)),
  };
}

function reviewPage({ definitions }, prices) {
  const { Review: review, ...others } = definitions;
  const sections = Object.entries(others).filter(([, { properties }]) => properties !== undefined);
  return page([
    '# The review',
    '<!-- Generated from packages/review/src by `pnpm generate`. -->',
    review.description,
    'Its schema is `schemas/review.schema.json`, and `@goldenpath/review/schemas/review.schema.json` of the package. What each finding looks for is in [the rules](review-rules.md).',
    '## Fields',
    table(review, definitions),
    ...sections.map(([name, definition]) =>
      [`## ${name}`, definition.description, table(definition, definitions)].filter(Boolean).join('\n\n'),
    ),
    ...pricesSection(prices),
  ]);
}

function pricesSection({ source, date, instancePerHour, databaseStoragePerGb, secret, volumePerGb, hoursPerMonth }) {
  const rows = [
    ...Object.entries(instancePerHour).map(([name, price]) => [
      `\`${name}\`, one availability zone`,
      `${price} an hour`,
    ]),
    ['RDS gp3 storage, one availability zone', `${databaseStoragePerGb} per GB and month`],
    ['EBS gp3 volume', `${volumePerGb} per GiB and month`],
    ['Secrets Manager, a secret', `${secret} a month`],
  ];
  return [
    '## Prices',
    `${source}, as of ${date}; a month has ${hoursPerMonth} hours. They are estimates of the order of magnitude, not a bill. A review of a platform in another region says that its prices are not known. With a standby in a second zone (Multi-AZ), the instance and its storage cost twice as much.`,
    ['| what | US dollars |', '| --- | --- |', ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n'),
    'The estimate includes the instances, their initial storage, the secret of each database and of each master user, and the volumes of StatefulSets times their replicas. It excludes pods and nodes, backups, snapshots, traffic, requests, logs, monitoring and images.',
  ];
}

function table({ properties }, definitions) {
  const rows = Object.entries(properties).map(([field, property]) => {
    const target = property.$ref === undefined ? property : definitions[nameOf(property.$ref)];
    const description =
      property.description ?? (target.properties === undefined ? target.description : undefined) ?? '';
    return [`\`${field}\``, typeText(property, definitions), description];
  });
  const lines = rows.map((cells) => `| ${cells.map(cell).join(' | ')} |`);
  return ['| field | type | what it is |', '| --- | --- | --- |', ...lines].join('\n');
}

function typeText(property, definitions) {
  if (property.$ref !== undefined) {
    const name = nameOf(property.$ref);
    const target = definitions[name];
    if (target.properties !== undefined) return `[${name}](#${name.toLowerCase()})`;
    return name === 'Json' ? 'any' : typeText(target, definitions);
  }
  if (property.const !== undefined) return `\`${property.const}\``;
  if (property.enum !== undefined) return property.enum.map((value) => `\`${value}\``).join(', ');
  if (property.anyOf !== undefined) return property.anyOf.map((choice) => typeText(choice, definitions)).join(', ');
  if (property.type === 'array') return `list of ${typeText(property.items, definitions)}`;
  return [property.type]
    .flat()
    .map((type) => TYPES[type] ?? type)
    .join(' or ');
}

const TYPES = { string: 'text', number: 'number', boolean: '`true` or `false`', null: '`null`' };

function rulesPage(rules) {
  return page([
    '# The rules of a review',
    '<!-- Generated from the parts and packages/review/src/rules by `pnpm generate`. -->',
    'A finding is an effect of a change: a new condition or a loss. Existing conditions are not findings. A `danger` blocks the change: `goldenpath review` exits with 1 until the cause is removed or the finding is accepted.',
    '## Accepting a finding',
    'Add the rule and a reason to the spec of the application:',
    '```yaml\n# apps/orders-api/app.yaml\naccept:\n  - rule: database-loss\n    environments: [prod] # default: all, and findings without an environment\n    reason: Orders moved to the warehouse, and the last dump is in its archive.\n```',
    'Accept findings about the platform in the platform file. Also accept findings there about an application that leaves the fleet. Acceptances in its last spec still apply:',
    '```yaml\n# platform.yaml\naccept:\n  - rule: repository-loss\n    apps: [orders-api] # without apps: findings about the platform\n    reason: Orders moved to the warehouse.\n```',
    'The finding stays in the review with its reason, and no longer blocks. The approvers of production must still approve the change. Terraform no longer protects a resource whose loss is accepted.',
    [
      '| rule | severity |',
      '| --- | --- |',
      ...rules.map(({ id, severity }) => `| [\`${id}\`](#${id}) | ${severity} |`),
    ].join('\n'),
    ...rules.map(
      ({ id, severity, firesOn, advice }) =>
        `## ${id}\n\n**Severity.** ${capitalised(severity)}.\n\n**Fires on.** ${firesOn}\n\n**What to do.** ${advice}`,
    ),
  ]);
}

/** Returns text for one table cell: on one line, with escaped pipes. */
function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ');
}

function capitalised(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function page(blocks) {
  return `${blocks.filter(Boolean).join('\n\n')}\n`;
}
