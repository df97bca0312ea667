import type { GENERAL_REVIEW_RULES } from './review/rule-ids';

/**
 * The fields of each part as written in a spec, by part name. A package adds its parts by declaration merging, so that `defineApp` knows
 * their fields:
 *
 * ```ts
 * declare module '@goldenpath/extension' {
 *   interface WrittenParts { queue: { readonly queue: WrittenQueue } }
 *   interface WrittenKinds { worker: 'workload' | 'configuration' | 'queue' }
 * }
 * ```
 */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- packages add to it.
export interface WrittenParts {}

/** The fields of each part that an environment may override, by part name. A part without an entry has no overrides. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- packages add to it.
export interface WrittenOverrides {}

/** The part names of each kind, as a union, by kind name. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- packages add to it.
export interface WrittenKinds {}

/** The fields of its parts that each kind does not have, as a union, by kind name. A kind without an entry has all. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- packages add to it.
export interface WrittenWithout {}

/** The required fields of its parts that each kind can leave out, as a union, by kind name. A kind without an entry needs all. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- packages add to it.
export interface WrittenOptional {}

/** The ids of the review rules of each part, as keys. `accept` can refer to them. Each part declares its own. */
// oxlint-disable-next-line typescript/no-empty-interface, typescript/no-empty-object-type -- packages add to it.
export interface WrittenReviewRules {}

/** The known review rules: the general ones, and those of the parts. */
export type AcceptableRule = keyof typeof GENERAL_REVIEW_RULES | keyof WrittenReviewRules;

/** The names of the known kinds. */
export type KindName = Extract<keyof WrittenKinds, string>;

/** The spec fields that the parts of a kind add. */
export type WrittenFieldsOf<Kind extends KindName> = FlatOf<Kind, Joined<WrittenParts, WrittenKinds[Kind]>>;

/** The fields of a kind's parts that an environment may override. */
export type WrittenOverridesOf<Kind extends KindName> = FlatOf<Kind, Joined<WrittenOverrides, WrittenKinds[Kind]>>;

/** All entries of a record whose names are in a union, joined into one type. */
type Joined<Entries, Names> = [Extract<Names, keyof Entries>] extends [never]
  ? unknown
  : (Names extends keyof Entries ? (entry: Entries[Names]) => void : never) extends (entry: infer Entry) => void
    ? Entry
    : never;

/** The fields that the kind has, optional where the kind makes them so. */
type FlatOf<Kind, Fields> = Kind extends keyof WrittenOptional
  ? FieldsOf<
      Kind,
      Omit<Fields, WrittenOptional[Kind]> & Partial<Pick<Fields, Extract<keyof Fields, WrittenOptional[Kind]>>>
    >
  : FieldsOf<Kind, Fields>;

/** Fields without those that the kind does not have. */
type FieldsOf<Kind, Fields> = Kind extends keyof WrittenWithout
  ? { readonly [Name in keyof Fields as Name extends WrittenWithout[Kind] ? never : Name]: Fields[Name] }
  : Flat<Fields>;

type Flat<Fields> = { readonly [Name in keyof Fields]: Fields[Name] };
