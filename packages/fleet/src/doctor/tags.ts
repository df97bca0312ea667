import { type Checker, valueAt, variableValue } from './programs';

const NAME = 'ruleset of the tags deployed/*';

/** A tag of each form that the workflows make. Whoever can write them decides what the next run deploys. */
const TAGS = ['refs/tags/deployed/prod', 'refs/tags/deploying/prod/0123456'] as const;

/** What only the record App may do with the tags. */
const RULES = ['creation', 'update', 'deletion'] as const;

interface TagRuleset {
  readonly isActive: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly rules: readonly string[];
  /** Numbers of the Apps that may write nevertheless. @default the credentials may not see them */
  readonly apps?: readonly string[];
}

/**
 * Checks that only the record App can create, move and delete the tags of deployments. Without that App, the token of GitHub Actions moves
 * them, which no ruleset lets through.
 */
export async function checkTagRuleset(checker: Checker, full: string): Promise<void> {
  const app = await variableValue(checker, full, 'RECORD_APP_ID');
  const listed = await checker.run('gh', ['api', '--paginate', `repos/${full}/rulesets?targets=tag`]);
  if (listed.code !== 0) {
    if (/Upgrade to/.test(listed.stderr))
      checker.add(NAME, 'skipped', 'the plan of the organisation has no rulesets for this repository');
    else checker.failed(NAME, listed, remedyOf(full, app));
    return;
  }
  const rulesets = await rulesetsIn(checker, full, listed.stdout);
  const active = rulesets.filter(({ isActive }) => isActive);
  const open = TAGS.flatMap((tag) =>
    RULES.filter((rule) => !active.some((one) => one.rules.includes(rule) && covers(one, tag))).map((rule) => ({
      tag: tag.split('/')[2] ?? '',
      rule,
    })),
  );
  const guarding = active.filter((one) => one.rules.length > 0 && TAGS.some((tag) => covers(one, tag)));
  if (app === undefined) return withoutApp(checker, full, guarding.length > 0);
  if (guarding.length === 0)
    return checker.add(NAME, 'missing', 'whoever can push can move the tags', remedyOf(full, app));
  const [first] = open;
  const locked = guarding.some(({ apps }) => apps !== undefined && !apps.includes(app));
  const problem =
    first !== undefined
      ? `${first.rule} of ${first.tag}/* is not restricted`
      : locked
        ? `the record App ${app} cannot bypass it, so that no deployment is recorded`
        : undefined;
  checker.expect(NAME, problem, 'only the record App moves them', remedyOf(full, app));
}

function withoutApp(checker: Checker, full: string, isGuarded: boolean): void {
  if (isGuarded)
    checker.add(
      NAME,
      'wrong',
      'GitHub Actions cannot bypass it, and there is no record App, so that no deployment is recorded',
      `Create the App, then run \`gh variable set RECORD_APP_ID --repo ${full}\`.`,
    );
  else
    checker.add(
      NAME,
      'skipped',
      'there is no record App: whoever can push can move the tags',
      `Create the App, run \`gh variable set RECORD_APP_ID --repo ${full}\`, and run this again.`,
    );
}

async function rulesetsIn(checker: Checker, full: string, text: string): Promise<TagRuleset[]> {
  const list: unknown = JSON.parse(text === '' ? '[]' : text);
  const ids = (Array.isArray(list) ? list : []).map((one) => String(valueAt(one, 'id')));
  const found: TagRuleset[] = [];
  for (const id of ids) {
    const ruleset = await checker.json(NAME, 'Run this again.', 'gh', ['api', `repos/${full}/rulesets/${id}`]);
    if (ruleset !== undefined) found.push(asRuleset(ruleset));
  }
  return found;
}

function asRuleset(value: unknown): TagRuleset {
  const actors = valueAt(value, 'bypass_actors');
  const apps = listOf(actors).flatMap((actor) =>
    valueAt(actor, 'actor_type') === 'Integration' ? [String(valueAt(actor, 'actor_id'))] : [],
  );
  return {
    isActive: valueAt(value, 'target') === 'tag' && valueAt(value, 'enforcement') === 'active',
    include: listOf(valueAt(value, 'conditions', 'ref_name', 'include')).map(String),
    exclude: listOf(valueAt(value, 'conditions', 'ref_name', 'exclude')).map(String),
    rules: listOf(valueAt(value, 'rules')).map((rule) => String(valueAt(rule, 'type'))),
    ...(Array.isArray(actors) && { apps }),
  };
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : [];
}

function covers({ include, exclude }: TagRuleset, tag: string): boolean {
  const matches = (patterns: readonly string[]) =>
    patterns.some((pattern) => pattern === '~ALL' || asRegularExpression(pattern).test(tag));
  return matches(include) && !matches(exclude);
}

/** GitHub matches names as Ruby's `fnmatch` with `FNM_PATHNAME`: only `**` matches a slash. */
function asRegularExpression(pattern: string): RegExp {
  const source = pattern.replaceAll(/\*\*\/|\*+|\?|[^*?]+/g, (piece) => {
    if (piece === '**/') return '(?:.*/)?';
    if (piece.startsWith('*')) return '[^/]*';
    return piece === '?' ? '[^/]' : piece.replaceAll(/[\\^$.|+()[\]{}]/g, '\\$&');
  });
  return new RegExp(`^${source}$`);
}

function remedyOf(full: string, app: string | undefined): string {
  const ruleset = {
    name: 'deployments',
    target: 'tag',
    enforcement: 'active',
    conditions: { ref_name: { include: ['refs/tags/deployed/*', 'refs/tags/deploying/**/*'], exclude: [] } },
    rules: RULES.map((type) => ({ type })),
    bypass_actors: [{ actor_id: Number(app ?? 0), actor_type: 'Integration', bypass_mode: 'always' }],
  };
  const command = `gh api --method POST repos/${full}/rulesets --input -`;
  return `Run \`echo '${JSON.stringify(ruleset)}' | ${command}\`, or change the ruleset that exists.`;
}
