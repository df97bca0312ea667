import type { Aws, Risk } from './platform';

/** A file of an application's repository that a part makes by itself. */
export interface RepositoryFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  /** The text, or data that is written as YAML. */
  readonly content: string | { readonly yaml: unknown };
  /** `managed`: kept as it is generated. `once`: written once, and then the team's. */
  readonly ownership: 'managed' | 'once';
}

/**
 * What a template writes for `{{name}}`. A text becomes a text of the file's own language, with its quotes and escapes, so that no
 * text can leave its place. A word is written as it is: only letters, digits and `._/@:-`.
 */
export type TemplateValue = string | number | { readonly word: string };

/** A variable of the pods, as the README of the repository shows it. */
export interface RepositoryVariable {
  /** Capitals, digits and underscores. */
  readonly name: string;
  /** What its value is: plain text, such as `the URL of the queue orders`. */
  readonly meaning: string;
}

/** What a part adds to the repository of an application. */
export interface RepositoryContribution {
  /**
   * The templates of the code: `node` or `python`, or the path of a folder. The folder has the folder `base`, and one for each feature
   * that adds or replaces files.
   *
   * @default no code
   */
  readonly template?: string;
  /** What templates ask for with `#if`. @default none */
  readonly features?: readonly string[];
  /** By name. @default none */
  readonly values?: Readonly<Record<string, TemplateValue>>;
  /** The variables of the pods that the README lists, whatever the code is. @default none */
  readonly variables?: readonly RepositoryVariable[];
  /** @default none */
  readonly files?: readonly RepositoryFile[];
}

/** What every part may use of the application whose repository is made. */
export interface ScaffoldedApp {
  readonly name: string;
  readonly kind: string;
  readonly description: string;
  readonly owner: string;
  readonly risk: Risk;
  /** The environments that it runs in, in code unit order. */
  readonly environments: readonly string[];
  /** The organisation on GitHub. */
  readonly organisation: string;
  /** The account of the platform. */
  readonly aws: Aws;
  /** The regions of its environments, in code unit order, each once. */
  readonly regions: readonly string[];
}

/** What a part adds to the repository of an application. Each hook sees the part's own facts. */
export interface PartScaffold<Facts, OnceFacts> {
  /** From its facts without the overrides of any environment. */
  readonly general?: (facts: Facts, app: ScaffoldedApp) => RepositoryContribution;
  /** From what the application has once. */
  readonly once?: (facts: OnceFacts, app: ScaffoldedApp) => RepositoryContribution;
}
