import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { coreServices, createBackendModule, createServiceFactory } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { type NotificationSendOptions, notificationService } from '@backstage/plugin-notifications-node';
import { createTemplateAction, scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import request from 'supertest';
import { parse } from 'yaml';
import type { GithubServer } from 'github-server';
import type { TestFleet } from './fleet';

/** A template as the catalog has it. */
export interface Template {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly steps: readonly { readonly id: string; readonly action: string }[];
    readonly [key: string]: unknown;
  };
}

/** What a dry run or a task made. */
export interface Outcome {
  readonly status: 'completed' | 'failed' | 'refused';
  /** Texts by path in the workspace. */
  readonly files: ReadonlyMap<string, string>;
  readonly output: unknown;
  /** The lines of the log, and the error. */
  readonly log: string;
}

/** A real scaffolder backend with the templates of a fleet, against a server that speaks GitHub's API. */
export interface ScaffolderBackend {
  readonly templates: ReadonlyMap<string, Template>;
  readonly notifications: NotificationSendOptions[];
  readonly registered: string[];
  readonly dryRun: (template: string, values: object) => Promise<Outcome>;
  readonly task: (template: string, values: object) => Promise<Outcome>;
  readonly stop: () => Promise<void>;
}

const POLL_MS = 100;

export async function scaffolderBackend(
  fleet: TestFleet,
  github: GithubServer,
  { token = github.token, runsCode = true }: { readonly token?: string; readonly runsCode?: boolean } = {},
): Promise<ScaffolderBackend> {
  const templates = templatesOf(fleet);
  const notifications: NotificationSendOptions[] = [];
  const captured = mkdtempSync(path.join(tmpdir(), 'captured-'));
  const capture = captureModule(captured);
  const catalog = catalogServiceMock({
    entities: [...templates.values(), entity('Group', 'app-team'), entity('User', 'jo')] as never,
  });
  const registered: string[] = [];
  catalog.addLocation = async ({ target }) => {
    registered.push(String(target));
    return {
      location: { id: 'one', type: 'url', target: String(target), entityRef: 'location:default/one' },
      entities: [entity('Component', 'made') as never],
    };
  };
  const data = {
    backend: { database: { client: 'better-sqlite3', connection: ':memory:' } },
    goldenpath: { fleet: { url: `${github.url}/acme/platform/tree/main`, runsCode } },
    integrations: { github: [{ host: github.host, apiBaseUrl: github.url, ...(token !== '' && { token }) }] },
  };
  const backend = await startTestBackend({
    features: [
      mockServices.rootConfig.factory({ data }),
      createServiceFactory({ service: catalogServiceRef, deps: {}, factory: () => catalog }),
      createServiceFactory({
        service: notificationService,
        deps: { logger: coreServices.logger },
        factory: () => ({ send: async (notification) => void notifications.push(notification) }),
      }),
      import('@backstage/plugin-scaffolder-backend'),
      import('@backstage/plugin-scaffolder-backend-module-github'),
      import('@backstage/plugin-scaffolder-backend-module-notifications'),
      import('../../plugins/scaffolder-backend-module/src'),
      capture,
    ],
  });
  const api = '/api/scaffolder/v2';
  return {
    templates,
    notifications,
    registered,
    dryRun: async (name, values) => {
      const template = templates.get(name);
      const answer = await request(backend.server)
        .post(`${api}/dry-run`)
        .send({ template, values, secrets: {}, directoryContents: [] });
      const { directoryContents = [], log = [], output, error, errors } = answer.body;
      const files = (directoryContents as { path: string; base64Content: string }[]).map(
        ({ path: file, base64Content }) => [file, Buffer.from(base64Content, 'base64').toString('utf8')] as const,
      );
      const lines = (log as { body: { message: string } }[]).map(({ body }) => body.message);
      const refused = error ?? errors;
      const said = refused === undefined ? lines : [...lines, JSON.stringify(refused)];
      return {
        status: answer.status === 200 ? 'completed' : 'refused',
        files: new Map(files),
        output,
        log: said.join('\n'),
      };
    },
    task: async (name, values) => {
      for (const file of readdirSync(captured)) rmSync(path.join(captured, file), { recursive: true });
      const created = await request(backend.server)
        .post(`${api}/tasks`)
        .send({ templateRef: `template:default/${name}`, values, secrets: {} });
      if (created.status !== 201)
        return { status: 'refused', files: new Map(), output: undefined, log: JSON.stringify(created.body) };
      const { id } = created.body as { id: string };
      const status = await ended(() => request(backend.server).get(`${api}/tasks/${id}`));
      const events = (await request(backend.server).get(`${api}/tasks/${id}/events`)).body as {
        body: { message: string; output?: unknown; error?: { message: string } };
      }[];
      const log = events.map(({ body }) => `${body.message} ${body.error?.message ?? ''}`).join('\n');
      return { status, files: filesIn(captured), output: events.at(-1)?.body.output, log };
    },
    stop: async () => {
      await backend.stop();
      rmSync(captured, { recursive: true, force: true });
    },
  };
}

function entity(kind: string, name: string): object {
  return { apiVersion: 'backstage.io/v1alpha1', kind, metadata: { name }, spec: {} };
}

/** Reads the templates, and adds a step at the end of each that keeps the workspace. */
function templatesOf({ folder }: TestFleet): Map<string, Template> {
  const root = path.join(folder, 'backstage');
  const names = readdirSync(root).filter((name) => statSync(path.join(root, name)).isDirectory());
  return new Map(
    names.map((name) => {
      const file = path.join(root, name, 'template.yaml');
      const template = parse(readFileSync(file, 'utf8')) as Template;
      const annotations = { 'backstage.io/managed-by-location': `file:${file}` };
      const steps = [...template.spec.steps, { id: 'capture', name: 'Capture', action: 'test:capture' }];
      return [
        name,
        { ...template, metadata: { ...template.metadata, annotations }, spec: { ...template.spec, steps } },
      ];
    }),
  );
}

function captureModule(to: string) {
  return createBackendModule({
    pluginId: 'scaffolder',
    moduleId: 'capture',
    register(registry) {
      registry.registerInit({
        deps: { scaffolder: scaffolderActionsExtensionPoint },
        async init({ scaffolder }) {
          scaffolder.addActions(
            createTemplateAction({
              id: 'test:capture',
              handler: async ({ workspacePath }) => cpSync(workspacePath, to, { recursive: true }),
            }),
          );
        },
      });
    },
  });
}

async function ended(
  read: () => PromiseLike<{ readonly body: { readonly status: string } }>,
): Promise<'completed' | 'failed'> {
  for (;;) {
    const { status } = (await read()).body;
    if (status === 'completed' || status === 'failed') return status;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

function filesIn(root: string): Map<string, string> {
  const paths = readdirSync(root, { recursive: true }).map(String);
  const files = paths.filter((file) => !file.startsWith('.git/') && statSync(path.join(root, file)).isFile());
  return new Map(files.map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}
