import type { PartChange, PartInEnvironment, ReviewRule } from '@goldenpath/extension';
import type { DatabasePart, PlatformDatabases } from '../types';

/** A change for the database rules. */
export type DatabaseChange = PartChange<DatabasePart, undefined, PlatformDatabases>;

/** A database in one environment, in base and head. */
export type DatabaseInEnvironment = PartInEnvironment<DatabasePart>;

/** A rule about databases. */
export type DatabaseRule = ReviewRule<DatabasePart, undefined, PlatformDatabases>;
