import {
  accountOf,
  type AppFacts,
  type PlatformFacts,
  type Registry,
  type RepositoryContribution,
  type RepositoryFile,
  runHook,
  type ScaffoldedApp,
} from '@goldenpath/extension';
import { fileSet, type GeneratedFile, managedYamlText, yamlText } from '@goldenpath/files';
import type { TemplateText } from './literal';
import { metadata } from './metadata';
import { recordable, recordFile } from './record';
import { type DecidedTemplate, fill } from './template';
import { type TemplateFolders, templatesFor } from './template-folder';

export interface RepositoryOptions {
  /** What other generators make for the repository, such as the catalog entry: paths from its root. @default none */
  readonly others?: readonly GeneratedFile[];
  /** Manifests: as `others`, but the record leaves them out, since releases change them. @default none */
  readonly manifests?: readonly GeneratedFile[];
  /** Those of the platform, which replace ours of the same name. @default none */
  readonly templates?: TemplateFolders;
}

/**
 * The files of an application's own repository, by path: code that runs, its pipeline and its metadata, and the record of all of them.
 *
 * @param registry The parts that add to it.
 * @returns no files where no part adds any: the application has no repository.
 * @throws PartError where a part throws.
 * @throws TemplateError for a template that cannot be rendered.
 */
export function applicationRepository(
  app: AppFacts,
  platform: PlatformFacts,
  registry: Registry,
  { others = [], manifests = [], templates: ofPlatform = {} }: RepositoryOptions = {},
): GeneratedFile[] {
  const about = scaffoldedApp(app, platform);
  const contributions = contributionsOf(app, about, registry);
  if (contributions.length === 0) return [];
  const templates = contributions.flatMap(({ template }) => template ?? []);
  const variables = contributions.flatMap(({ variables: own = [] }) => own);
  const own = variables.length > 0 ? ['variables'] : [];
  const features = [...new Set([...contributions.flatMap(({ features: ofPart = [] }) => ofPart), ...own])];
  const values: Readonly<Record<string, TemplateText>> = Object.assign(
    {
      name: { word: app.name },
      kind: { word: app.kind },
      owner: { word: app.owner },
      description: app.description,
      variables: { variables },
    },
    ...contributions.map((contribution) => contribution.values),
  );
  const rendered = templatesFor(['common', ...templates], features, ofPlatform).map((one) => renderedFile(one, values));
  const files = contributions.flatMap((contribution) => (contribution.files ?? []).map(generatedFile));
  const all = fileSet([...rendered, ...files, metadata(about), ...others]).map(recordable);
  return fileSet([...all, ...manifests, recordFile(app.name, all)]);
}

/** The files of templates without values, which are the same in every repository. */
const constant = new WeakMap<DecidedTemplate, GeneratedFile>();

function renderedFile(template: DecidedTemplate, values: Readonly<Record<string, TemplateText>>): GeneratedFile {
  const known = constant.get(template);
  if (known !== undefined) return known;
  const { isExecutable } = template.template;
  const content = fill(template, values);
  const file: GeneratedFile = {
    path: template.path,
    content,
    ownership: 'once',
    ...(isExecutable && { isExecutable }),
  };
  if (template.pieces.length > 1) return file;
  const shared = recordable(file);
  constant.set(template, shared);
  return shared;
}

function contributionsOf(app: AppFacts, about: ScaffoldedApp, { parts }: Registry): RepositoryContribution[] {
  const task = `make the repository of ${app.name}`;
  const [general] = app.general;
  return parts.flatMap((part) => {
    if (part.scaffold === undefined) return [];
    const facts: unknown = general === undefined ? undefined : part.factsOf(general);
    const once: unknown = part.onceOf(app);
    if (facts === undefined && once === undefined) return [];
    return runHook(part.name, task, () => {
      const hooks = part.scaffold?.();
      return [
        facts === undefined ? [] : (hooks?.general?.(facts, about) ?? []),
        once === undefined ? [] : (hooks?.once?.(once, about) ?? []),
      ].flat();
    });
  });
}

function scaffoldedApp(app: AppFacts, platform: PlatformFacts): ScaffoldedApp {
  const { name, kind, description, owner, risk, environments } = app;
  return {
    name,
    kind,
    description,
    owner,
    risk,
    environments: environments.map(({ environment }) => environment).sort(),
    organisation: platform.organisation,
    aws: platform.aws,
    regions: [...new Set(environments.map(({ environment }) => accountOf(platform, environment).region))].sort(),
  };
}

function generatedFile({ path, content, ownership }: RepositoryFile): GeneratedFile {
  if (typeof content === 'string') return { path, content, ownership };
  return { path, content: (ownership === 'managed' ? managedYamlText : yamlText)(content.yaml), ownership };
}
