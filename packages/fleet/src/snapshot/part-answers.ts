import { type AnyPart, createRegistry, definePart, type FleetFacts, type Registry } from '@goldenpath/extension';
import { builtInRegistry } from '@goldenpath/parts';
import type { ResolvedFleet } from '../load/resolved-fleet';
import type { PartAnswers } from './format';

/** What the parts of extensions answer for the facts of a fleet. */
export function partAnswers({ facts, registry }: ResolvedFleet): PartAnswers[] {
  return registry.parts
    .filter(({ name }) => builtInRegistry.part(name) === undefined)
    .map((part) => ({
      name: part.name,
      ...(part.holds !== undefined && { holds: part.holds }),
      hasCharts: part.charts !== undefined,
      images: imagesOf(part, facts),
      repositories: repositoriesOf(part, facts),
    }));
}

function imagesOf(part: AnyPart, { apps }: FleetFacts): PartAnswers['images'] {
  return apps.flatMap(({ name: app, environments }) =>
    environments.flatMap((at) => {
      const own: unknown = part.factsOf(at);
      const image = own === undefined ? undefined : part.image?.(own);
      return image === undefined ? [] : [{ app, environment: at.environment, image }];
    }),
  );
}

function repositoriesOf(part: AnyPart, { apps }: FleetFacts): PartAnswers['repositories'] {
  return apps.flatMap((app) => {
    const own: unknown = part.onceOf(app);
    const repository = own === undefined ? undefined : part.gitRepository?.(own);
    return repository === undefined ? [] : [{ app: app.name, ...repository }];
  });
}

/** The built-in parts, and parts that give these answers instead of the code of extensions. */
export function answeringRegistry(answers: readonly PartAnswers[], facts: FleetFacts): Registry {
  return createRegistry([builtInRegistry, { parts: answers.map((each) => answeringPart(each, facts)) }]);
}

/** A part whose hooks look up what the code answered for the same facts. */
function answeringPart({ name, holds, hasCharts, images, repositories }: PartAnswers, facts: FleetFacts): AnyPart {
  const part = definePart<unknown, unknown, unknown>({ name, description: `The part ${name} of an extension` });
  const imageOf = new Map(
    images.map(({ app, environment, image }) => {
      const at = facts.apps.find((each) => each.name === app)?.environments;
      const here = at?.find((each) => each.environment === environment);
      return [keyOf(here && part.factsOf(here)), image] as const;
    }),
  );
  const repositoryOf = new Map(
    repositories.map(({ app, ...repository }) => {
      const found = facts.apps.find((each) => each.name === app);
      return [keyOf(found && part.onceOf(found)), repository] as const;
    }),
  );
  const none = () => {
    throw new Error(`The part ${name} of a snapshot makes nothing.`);
  };
  return {
    ...part,
    ...(holds !== undefined && { holds }),
    ...(hasCharts && { charts: none }),
    image: (own) => imageOf.get(keyOf(own)),
    gitRepository: (own) => repositoryOf.get(keyOf(own)),
  } as AnyPart;
}

function keyOf(facts: unknown): string {
  return JSON.stringify(facts) ?? '';
}
