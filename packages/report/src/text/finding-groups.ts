import type { Finding } from '@goldenpath/review';

/** Findings of one rule on one application, of the same severity and accepted alike or not: a row for the reader. */
export interface FindingGroup extends Omit<Finding, 'environment' | 'message' | 'remedy'> {
  /** The last first: a release ends where users are. */
  readonly environments: readonly string[];
  /** One where all say the same but for the environment. */
  readonly messages: readonly string[];
  readonly remedies: readonly string[];
  readonly count: number;
}

/** Findings that differ in little more than the environment told together, in their order. */
export function findingGroups(findings: readonly Finding[]): FindingGroup[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { rule, severity, app, overridden } = finding;
    const key = JSON.stringify([rule, severity, app, overridden]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [finding]);
    else known.push(finding);
  }
  return [...groups.values()].flatMap((members) => {
    const [first] = members;
    return first === undefined ? [] : [groupOf(first, [...members].reverse())];
  });
}

function groupOf({ rule, severity, app, overridden }: Finding, members: readonly Finding[]): FindingGroup {
  const environments = [...new Set(members.flatMap(({ environment }) => environment ?? []))];
  return {
    rule,
    severity,
    app,
    overridden,
    environments,
    messages: together(members, ({ message }) => message, 'in ', '', proseList(environments)),
    remedies: together(members, ({ remedy }) => remedy, 'environments: [', ']', environments.join(', ')),
    count: members.length,
  };
}

/** The texts once where they say the same of each environment; all of them otherwise. */
function together(
  members: readonly Finding[],
  textOf: (finding: Finding) => string,
  before: string,
  after: string,
  all: string,
): string[] {
  const texts = members.map((member) => {
    const { environment } = member;
    const text = textOf(member);
    return environment === null ? text : replaceName(text, before + environment + after, before + all + after);
  });
  const [first] = texts;
  return first !== undefined && texts.every((text) => text === first) ? [first] : [...new Set(members.map(textOf))];
}

/** Where the name ends there, and is not the beginning of a longer one. */
function replaceName(text: string, name: string, by: string): string {
  return text
    .split(name)
    .reduce((done, piece) => done + (/^[\w-]/.test(piece) && !name.endsWith(']') ? name : by) + piece);
}

function proseList(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
