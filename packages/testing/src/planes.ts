import { appStacks, platformStacks, stacksManifest } from '@goldenpath/infra';
import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import { type AppFacts, type AppInEnvironment, type FleetFacts, fleetStacks } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { TerraformStack } from './terraform-stack';

/** The objects of one application in one environment. */
export interface RenderedApp {
  readonly app: AppFacts;
  readonly facts: AppInEnvironment;
  readonly objects: readonly KubernetesObject[];
}

/** What both planes make of a fleet. */
export interface Planes {
  readonly facts: FleetFacts;
  readonly rendered: readonly RenderedApp[];
  /** By name. */
  readonly stacks: ReadonlyMap<string, TerraformStack>;
  /** `manifest.json`, which the cdktf command line reads. */
  readonly manifest: { readonly stacks: Readonly<Record<string, { readonly dependencies: readonly string[] }>> };
}

/** Renders a fleet in both planes. */
export function renderPlanes(facts: FleetFacts): Planes {
  const files = [
    ...platformStacks(facts.platform, builtInRegistry),
    ...facts.apps.flatMap((app) => appStacks(app, facts.platform, builtInRegistry)),
  ];
  const stacks = files.map(({ path, content }) => new TerraformStack(path.split('/')[1] ?? '', content));
  return {
    facts,
    rendered: facts.apps.flatMap((app) =>
      app.environments.map((inEnvironment) => ({
        app,
        facts: inEnvironment,
        objects: renderApp(app.name, inEnvironment, builtInRegistry),
      })),
    ),
    stacks: new Map(stacks.map((stack) => [stack.name, stack])),
    manifest: JSON.parse(stacksManifest(fleetStacks(facts)).content),
  };
}

/** A stack that must be there. */
export function stackOf({ stacks }: Planes, name: string): TerraformStack {
  const stack = stacks.get(name);
  if (stack === undefined) throw new Error(`There is no stack ${name} among ${[...stacks.keys()].join(', ')}.`);
  return stack;
}

/** The objects of a kind. */
export function objectsOf(objects: readonly KubernetesObject[], kind: string): KubernetesObject[] {
  return objects.filter((object) => object.kind === kind);
}

/** The value at a path of keys and indices: `spec.template.spec.containers.0.image`. */
export function at(object: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}
