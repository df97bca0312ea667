import { UserError } from '@goldenpath/errors';
import type { JsonSchema } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import { composePlatformSchema } from '@goldenpath/spec';
import type { Question } from '../new/questions';

/** The input for a new fleet. */
export interface InitAnswers {
  /** The GitHub organisation. */
  readonly organisation: string;
  /** The domain of the hosts. */
  readonly domain: string;
  /** The AWS account: twelve digits. */
  readonly account: string;
  readonly region: string;
  /** The team that owns the first application. */
  readonly team: string;
  /** The name of the first application. */
  readonly app: string;
  /** The default branch of the repositories. */
  readonly branch: string;
}

/** A value that `init` needs: its flag, its question, and its default. */
export interface InitField {
  readonly name: keyof InitAnswers;
  /** In commander's syntax: `--domain <name>`. */
  readonly flag: string;
  readonly help: string;
  /** Returns the default. If `isExample` is set, it is an example that must be replaced before a real deployment. */
  readonly suggest: (given: Partial<InitAnswers>) => string;
  readonly isExample?: boolean;
}

/** The values that `init` asks for, in order. */
export const INIT_FIELDS: readonly InitField[] = [
  {
    name: 'organisation',
    flag: '--organisation <name>',
    help: 'GitHub organisation',
    suggest: () => 'example',
    isExample: true,
  },
  {
    name: 'domain',
    flag: '--domain <name>',
    help: 'domain of the hosts',
    suggest: ({ organisation = 'example' }) => `${organisation}.example.com`,
    isExample: true,
  },
  {
    name: 'account',
    flag: '--account <number>',
    help: 'AWS account, twelve digits',
    suggest: () => '123456789012',
    isExample: true,
  },
  { name: 'region', flag: '--region <region>', help: 'AWS region', suggest: () => 'eu-west-1' },
  {
    name: 'team',
    flag: '--team <team>',
    help: 'team that owns the first application, by its name (slug) in GitHub',
    suggest: () => 'platform-team',
  },
  { name: 'app', flag: '--app <name>', help: 'name of the first application', suggest: () => 'hello' },
  { name: 'branch', flag: '--branch <name>', help: 'default branch of the repositories', suggest: () => 'main' },
];

/** Returns the question for a value on a terminal. */
export function initQuestion({ help, suggest }: InitField, given: Partial<InitAnswers>): Question {
  return { type: 'text', message: `${help.charAt(0).toUpperCase()}${help.slice(1)}`, default: suggest(given) };
}

/** Returns what is wrong with a value, or `true`. */
export function checkInitAnswer({ name, help, suggest }: InitField, value: string): string | true {
  const { pattern = '', minLength = 1, maxLength = 100 } = constraintsOf(name);
  const fits = new RegExp(pattern).test(value) && value.length >= minLength && value.length <= maxLength;
  return fits || `\`${value}\` is not a valid ${help.split(',')[0]}. Example: ${suggest({})}.`;
}

/** @throws UserError when a given value is invalid. */
export function assertInitAnswers(given: Partial<InitAnswers>): void {
  for (const field of INIT_FIELDS) {
    const value = given[field.name];
    const problem = value === undefined ? true : checkInitAnswer(field, value);
    if (problem !== true) throw new UserError(problem, `Change ${field.flag.split(' ')[0]}.`);
  }
}

interface Constraints {
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** Returns the constraints in the schema of the platform file. The name of the application is fully checked later, with its spec. */
function constraintsOf(name: keyof InitAnswers): Constraints {
  const { definitions = {} } = composePlatformSchema(builtInRegistry) as {
    readonly definitions?: Readonly<Record<string, JsonSchema>>;
  };
  const platform = definitions['WrittenPlatform']?.properties ?? {};
  const aws = definitions['WrittenAws']?.properties ?? {};
  const github = definitions['WrittenGithub']?.properties ?? {};
  const team = (platform['teams'] as { readonly items?: JsonSchema } | undefined)?.items;
  const schemas: Readonly<Record<keyof InitAnswers, JsonSchema | undefined>> = {
    organisation: platform['organisation'],
    domain: platform['domain'],
    account: aws['accountId'],
    region: aws['region'],
    team,
    branch: github['defaultBranch'],
    app: { pattern: '^[a-z][a-z0-9]*(-[a-z0-9]+)*$' },
  };
  return (schemas[name] ?? {}) as Constraints;
}
