import { ConflictError, NotFoundError } from '@backstage/errors';
import type { GithubCredentialsProvider, ScmIntegrations } from '@backstage/integration';
import { type ApplicationStatus, applicationStatus, type StatusOptions } from '@goldenpath/backstage';
import type express from 'express';
import Router from 'express-promise-router';
import type { FleetCache } from './fleet-cache';
import { remembered } from './remembered';

export interface RouterOptions {
  readonly fleet: FleetCache;
  readonly integrations: ScmIntegrations;
  readonly credentials: GithubCredentialsProvider;
  readonly gitops: string | undefined;
}

export function createRouter(options: RouterOptions): express.Router {
  const router = Router();
  const statusOf = remembered((app) => readStatus(app, options));
  // Backstage lets signed-in users and other plugins through. Errors are those of the promise.
  router.get('/applications/:name', (request, response) =>
    statusOf(request.params.name).then((status) => void response.json(status)),
  );
  return router;
}

async function readStatus(app: string, options: RouterOptions): Promise<ApplicationStatus> {
  const { fleet, gitops } = options;
  const folder = await fleet.folder();
  const github = await githubOf(options);
  try {
    return await applicationStatus({
      fleet: { folder, dataOnly: !fleet.runsCode, env: gitEnvironment(new URL(fleet.url).origin, github?.token) },
      app,
      ...(gitops !== undefined && { gitops }),
      ...(github !== undefined && { github }),
    });
  } catch (error) {
    if (!isUserError(error)) throw error;
    throw error.code === 'unknown-application' ? new NotFoundError(error.message) : new ConflictError(error.message);
  }
}

/** Returns GitHub with the credentials for the repository of the fleet; `undefined` if it is on another host. */
async function githubOf({ fleet, integrations, credentials }: RouterOptions): Promise<StatusOptions['github']> {
  const url = new URL(fleet.url);
  const [, owner, repo, , ...branch] = url.pathname.replace(/\/$/, '').split('/');
  const apiUrl = integrations.github.byUrl(fleet.url)?.config.apiBaseUrl;
  if (apiUrl === undefined || owner === undefined || repo === undefined) return undefined;
  const { token } = await credentials.getCredentials({ url: `${url.origin}/${owner}/${repo}` });
  return token === undefined ? undefined : { apiUrl, token, owner, repo, branch: branch.join('/') };
}

/** The variables of the backend that Git may need: where its configuration is, proxies and certificates. */
const FOR_GIT = /^(PATH|HOME|TMPDIR|(HTTPS?|NO|ALL)_PROXY|SSL_CERT_(FILE|DIR)|NODE_EXTRA_CA_CERTS|GIT_SSL_\w+)$/i;

/** Git gets the token, only for the host of the fleet, from a variable: it is in no argument and no URL. */
function gitEnvironment(origin: string, token: string | undefined): Readonly<Record<string, string | undefined>> {
  const own = Object.fromEntries(Object.entries(process.env).filter(([name]) => FOR_GIT.test(name)));
  if (token === undefined) return own;
  return {
    ...own,
    GOLDENPATH_TOKEN: token,
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `credential.${origin}.helper`,
    GIT_CONFIG_VALUE_0: '!f() { echo username=x-access-token; echo "password=$GOLDENPATH_TOKEN"; }; f',
  };
}

/** Recognises the errors of `@goldenpath/errors`, of whichever copy of it. */
function isUserError(error: unknown): error is Error & { readonly code?: string } {
  return error instanceof Error && Reflect.get(error, Symbol.for('@goldenpath/errors/UserError')) === true;
}
