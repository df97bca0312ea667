import type { KindName, WrittenFieldsOf, WrittenOverridesOf } from '@goldenpath/extension';
import type { WrittenCommon } from './common';

/** The spec of one kind: the fields of every spec, and those of the kind's parts. */
export type WrittenSpecOf<Name extends KindName> = WrittenCommon & {
  readonly kind: Name;
  /** Per-environment overrides, by the environment's name. */
  readonly overrides?: { readonly [environment: string]: WrittenOverridesOf<Name> };
} & WrittenFieldsOf<Name>;

/**
 * One application as a person writes it, in `app.yaml` or with `defineApp` in `app.ts`: of a built-in kind, or of one that an
 * extension adds to `WrittenKinds`.
 */
export type WrittenAppSpec = { readonly [Name in KindName]: WrittenSpecOf<Name> }[KindName];

/** The golden path that an application takes. */
export type Kind = KindName;

export type { DatabaseSize, Risk } from '@goldenpath/extension';
// These also bring the built-in kinds into `WrittenKinds`.
export type { BuiltInKind, Runtime, WrittenDatabase, WrittenDatabaseOverride, WrittenStorage } from '@goldenpath/parts';
