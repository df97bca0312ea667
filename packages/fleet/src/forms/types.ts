import type { JsonSchema } from '@goldenpath/extension';

/** What a form for a new application asks for, by kind. It is what `new` asks for. */
export interface FleetForms {
  readonly organisation: string;
  readonly teams: readonly string[];
  readonly environments: readonly string[];
  /** The platform's choices for Backstage. */
  readonly backstage: {
    readonly flow: 'pull-request' | 'at-once';
    readonly notifications: boolean;
    readonly owner: string;
  };
  /** The default branch of the repositories. */
  readonly defaultBranch: string;
  readonly visibility: 'private' | 'internal' | 'public';
  /** In the order of the registry. */
  readonly kinds: readonly KindForm[];
}

/** The form of one kind. */
export interface KindForm {
  readonly kind: string;
  /** A short description, without a full stop. */
  readonly title: string;
  readonly description: string;
  /** The name of the template in Backstage. */
  readonly template: string;
  /** Whether applications of this kind have a repository of their own. */
  readonly hasRepository: boolean;
  /** In the order of the questions. */
  readonly fields: readonly FormField[];
}

/** A field of a form. */
export interface FormField {
  /** Its path in the spec, such as `['storage', 'size']`. */
  readonly path: readonly string[];
  /** The question. */
  readonly label: string;
  /** Without references. `default` is the proposal. */
  readonly schema: JsonSchema;
  readonly isRequired: boolean;
  /** Whether the group that it belongs to can be left out. It is required once another field of the group has a value. @default false */
  readonly isInOptionalGroup?: boolean;
  /** An example of an answer that depends on other answers. @default none */
  readonly example?: string;
  /** What the choices are, if they change with the fleet or the catalog. @default the schema's `enum`, or none */
  readonly choices?: 'teams' | 'environments' | 'applications';
  /** An additional choice that leaves the field out. @default none */
  readonly none?: { readonly value: string; readonly description: string };
  /** Fields that replace this one. @default none */
  readonly unless?: readonly string[];
  /** The errors of `validate` for the field, by keyword of the schema. `${0}` is the value as JSON. */
  readonly mistakes: Readonly<Record<string, string>>;
  /** The error of `validate` if the field is missing. */
  readonly missing: string;
}
