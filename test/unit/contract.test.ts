import type { FleetFacts } from '@goldenpath/model';
import { openFleet, ROOT } from '../support/fleet';
import { describeGeneratorContract } from '../support/generator-contract';
import { GENERATORS } from '../support/generators';

let facts: FleetFacts;

beforeAll(async () => {
  ({ facts } = await openFleet(ROOT));
});

GENERATORS.forEach((generator) => describeGeneratorContract(generator, () => facts));
