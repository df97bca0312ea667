import { load } from 'js-yaml';
import type { GeneratedFile } from '@goldenpath/files';
import { type KubernetesObject, renderApp } from '@goldenpath/manifests';
import type { AppFacts, AppInEnvironment, FleetFacts } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';
import { openFleet, ROOT, synthesise } from './fleet';

/** A synthesised fleet, to look things up in. */
export interface SynthesisedFleet {
  readonly facts: FleetFacts;
  readonly app: (name: string) => AppFacts;
  readonly inEnvironment: (app: string, environment: string) => AppInEnvironment;
  /** The paths of an application's manifests, from `deploy/` on. */
  readonly manifestPaths: (app: string) => string[];
  /** One manifest, parsed, by its path below `deploy/`. */
  readonly manifest: (app: string, path: string) => unknown;
  /** The complete object of an environment, as its overlay builds it; undefined if there is none. */
  readonly object: (app: string, environment: string, kind: string, name?: string) => KubernetesObject | undefined;
  readonly stackNames: () => string[];
  /** The resources of a stack, by Terraform's type and the name within the stack. */
  readonly resources: (stack: string) => Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** One resource of a stack. */
  readonly resource: (stack: string, type: string, name: string) => Readonly<Record<string, unknown>>;
}

/** The example fleet of this repository, synthesised. */
export async function exampleFleet(): Promise<SynthesisedFleet> {
  return look((await openFleet(ROOT)).facts);
}

/** Synthesises facts, to look things up in what was made. */
export function look(facts: FleetFacts): SynthesisedFleet {
  const files = new Map(synthesise(facts).map((file) => [file.path, file]));
  const app = (name: string) =>
    found(
      facts.apps.find((candidate) => candidate.name === name),
      name,
    );
  const inEnvironment = (name: string, environment: string) =>
    found(
      app(name).environments.find((candidate) => candidate.environment === environment),
      `${name} in ${environment}`,
    );
  const resources = (stack: string) => {
    const text = textAt(files, `cdktf.out/stacks/${stack}/cdk.tf.json`);
    return (JSON.parse(text) as { resource: Record<string, Record<string, unknown>> }).resource;
  };
  return {
    facts,
    app,
    inEnvironment,
    manifestPaths: (name) => pathsBelow(files, `gitops/apps/${name}/`),
    manifest: (name, path) => load(textAt(files, `gitops/apps/${name}/deploy/${path}`)),
    object: (name, environment, kind, objectName = name) =>
      renderApp(name, inEnvironment(name, environment), builtInRegistry).find(
        (object) => object.kind === kind && object.metadata.name === objectName,
      ),
    stackNames: () => pathsBelow(files, 'cdktf.out/stacks/').map((path) => path.replace('/cdk.tf.json', '')),
    resources,
    resource: (stack, type, name) =>
      found(resources(stack)[type]?.[name], `${type}.${name} in ${stack}`) as Record<string, unknown>,
  };
}

function pathsBelow(files: ReadonlyMap<string, GeneratedFile>, folder: string): string[] {
  return [...files.keys()].filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
}

function textAt(files: ReadonlyMap<string, GeneratedFile>, path: string): string {
  return found(files.get(path), path).content;
}

function found<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined) throw new Error(`There is no ${name}.`);
  return thing;
}
