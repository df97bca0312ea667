import type { Finding } from '@goldenpath/review';

/** Findings with the same cause, severity and acceptance: one row for the reader. */
export interface FindingGroup extends Pick<Finding, 'severity' | 'cause' | 'overridden'> {
  /** Most severe first. */
  readonly rules: readonly string[];
  /** `null` for the platform. */
  readonly apps: readonly (string | null)[];
  /** Last stage first, because that is where the users are. */
  readonly environments: readonly string[];
  /** The effects. Messages that differ only in the environment are merged. */
  readonly messages: readonly string[];
  readonly remedies: readonly string[];
  readonly count: number;
}

/** Groups findings by cause, in the order of the first finding of each cause. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  const groups = groupedBy(findings, ({ severity, cause, overridden }) => [severity, cause, overridden]);
  return groups.flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [groupOf(first, members)];
  });
}

function groupOf({ severity, cause, overridden }: Finding, members: readonly Finding[]): FindingGroup {
  const parts = groupedBy(members, ({ rule, app }) => [rule, app]).map((own) => [...own].reverse());
  const byRule = groupedBy(members, ({ rule }) => [rule]).map((own) => [...own].reverse());
  return {
    severity,
    cause,
    overridden,
    rules: unique(members.map(({ rule }) => rule)),
    apps: unique(members.map(({ app }) => app)),
    environments: environmentsOf([...members].reverse()),
    messages: unique(parts.flatMap((own) => together(own, ({ message }) => message, 'in ', '', proseList))),
    remedies: unique(byRule.flatMap(remediesOf)),
    count: members.length,
  };
}

/** Returns one remedy per rule: environments are merged, and so are the applications that one `accept` covers. */
function remediesOf(members: readonly Finding[]): string[] {
  const apps = unique(members.flatMap(({ app }) => app ?? [])).sort();
  const merged = members.map((member) => {
    const remedy = replaceName(member.remedy, `apps: [${member.app}]`, `apps: [${apps.join(', ')}]`);
    return { ...member, remedy };
  });
  return together(
    merged,
    ({ remedy }) => remedy,
    'environments: [',
    ']',
    (names) => names.join(', '),
  );
}

function environmentsOf(members: readonly Finding[]): string[] {
  return unique(members.flatMap(({ environment }) => environment ?? []));
}

/** Merges texts that differ only in the name of the environment. If any differ otherwise, returns all of them. */
function together(
  members: readonly Finding[],
  textOf: (finding: Finding) => string,
  before: string,
  after: string,
  list: (names: readonly string[]) => string,
): string[] {
  const all = list(environmentsOf(members));
  const texts = members.map((member) => {
    const { environment } = member;
    const text = textOf(member);
    return environment === null ? text : replaceName(text, before + environment + after, before + all + after);
  });
  const [first] = texts;
  return first !== undefined && texts.every((text) => text === first) ? [first] : unique(members.map(textOf));
}

function groupedBy(findings: readonly Finding[], keyOf: (finding: Finding) => unknown): Finding[][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = JSON.stringify(keyOf(finding));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()];
}

function unique<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** Replaces a name only where the match is the whole name, not the start of a longer one. */
function replaceName(text: string, name: string, by: string): string {
  return text
    .split(name)
    .reduce((done, piece) => done + (/^[\w-]/.test(piece) && !name.endsWith(']') ? name : by) + piece);
}

function proseList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
