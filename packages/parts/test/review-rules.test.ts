import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { builtInRegistry } from '@goldenpath/parts';

const rules = builtInRegistry.parts.flatMap(({ name, review }) =>
  (review?.().rules ?? []).map(({ id }) => [name, id] as const),
);

test.each(rules)('the part %s declares %s for `defineApp`', (part, id) => {
  const declared = ['schema.ts', 'types.ts'].map((file) => textOf(part, file)).join('\n');
  expect(declared).toMatch(new RegExp(`interface WrittenReviewRules \\{[^}]*'${id}': true;`));
});

function textOf(part: string, file: string): string {
  try {
    return readFileSync(join(__dirname, '../src', folderOf(part), file), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** The folder of `cronJob` is `cron-job`. */
function folderOf(part: string): string {
  return part.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
