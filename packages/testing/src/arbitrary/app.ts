import type { WrittenAppSpec, WrittenEnvironment, WrittenPlatform } from '@goldenpath/spec';
import * as fc from 'fast-check';
import { cloudIn } from './cloud';
import { optional, present } from './fields';
import { backend, type Drawn, job, stateful, stateless } from './kinds';
import { databasesAlone } from './kinds-of-databases';
import { withFurtherOverrides } from './overrides';
import { previewOn } from './preview';
import { withSideContainers } from './side-containers';
import { LINE } from './text';

const DESCRIPTION = LINE.filter((text) => text.length > 0);

const common = (name: string, owner: fc.Arbitrary<string>) =>
  fc
    .record({
      description: DESCRIPTION,
      owner,
      risk: optional(fc.constantFrom('low' as const, 'medium' as const, 'high' as const)),
    })
    .map((fields) => ({ name, ...present(fields) }));

/** A valid spec of any kind, for an application of this name in these environments, without `uses`, `databases` and `grants`. */
export function arbitraryApp(
  name: string,
  platform: WrittenPlatform,
  environments: readonly WrittenEnvironment[],
): fc.Arbitrary<WrittenAppSpec> {
  const base = common(name, fc.constantFrom(...platform.teams));
  const drawn: Drawn = { base, cloud: cloudIn(platform, environments), platform, environments };
  const withoutDatabase = [stateless(drawn), stateful(drawn), job(drawn)];
  const takesDatabases = environments.every(({ databases }) => databases !== undefined);
  const withDatabase = takesDatabases ? [backend(drawn, name), ...databasesAlone(drawn, name)] : [];
  return fc
    .oneof(...withoutDatabase, ...withDatabase)
    .chain((spec) => withSideContainers(spec))
    .chain((spec) => previewOn(spec, platform, environments))
    .chain((spec) => withFurtherOverrides(spec, environments));
}
