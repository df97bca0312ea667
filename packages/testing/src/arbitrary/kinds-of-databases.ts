import type { WrittenAppSpec, WrittenDatabase, WrittenDatabaseOverride, WrittenEnvironment } from '@goldenpath/spec';
import * as fc from 'fast-check';
import {
  auroraDatabase,
  auroraOverride,
  database,
  databaseOverride,
  dedicatedDatabase,
  dedicatedOverride,
} from './database';
import { present, record } from './fields';
import { type Drawn, overridesOf } from './kinds';

/** Databases without an application: on any instance, on one of their own, and on an Aurora cluster. */
export function databasesAlone(drawn: Drawn, name: string): fc.Arbitrary<WrittenAppSpec>[] {
  return [
    databaseAlone(drawn, database(name), databaseOverride),
    databaseAlone(drawn, dedicatedDatabase(name), dedicatedOverride),
    databaseAlone(drawn, auroraDatabase(name), () => auroraOverride),
  ];
}

function databaseAlone(
  { base, environments }: Drawn,
  own: fc.Arbitrary<WrittenDatabase>,
  override: (environment: WrittenEnvironment) => fc.Arbitrary<WrittenDatabaseOverride>,
): fc.Arbitrary<WrittenAppSpec> {
  const overrides = overridesOf(environments, (environment) => record({ database: override(environment) }));
  return fc.tuple(base, own, overrides).map(([fields, kept, written]): WrittenAppSpec => ({
    kind: 'rds-database',
    ...fields,
    database: kept,
    ...present({ overrides: written }),
  }));
}
