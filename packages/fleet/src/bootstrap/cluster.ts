import * as fs from 'node:fs';
import * as path from 'node:path';
import { UserError } from '@goldenpath/errors';
import { yamlText } from '@goldenpath/files';
import { LOCAL_CLUSTER_STACK, localClusterStack, stacksManifest } from '@goldenpath/infra';
import { ARGOCD_FOLDER, PLATFORM_FOLDER } from '@goldenpath/platform';
import { runProcess } from '@goldenpath/process';
import type { FleetContext } from '../context';
import { engineFor } from '../deploy/engine';
import { loadValidFleet } from '../load/load-valid-fleet';
import { shownPath } from '../paths';
import type { ClusterCommand, ClusterOptions, ClusterStart } from './types';
import { writeText } from './write';

/** The version of Argo CD that the manifests are made for. */
const ARGOCD_VERSION = 'v3.5.1';
const ARGOCD_MANIFESTS = `https://raw.githubusercontent.com/argoproj/argo-cd/${ARGOCD_VERSION}/manifests/install.yaml`;
const ARGOCD_NAMESPACE = 'argocd';
/** Enough to download the images of a first start. */
const TIMEOUT_MS = 30 * 60_000;

/**
 * Writes what an empty cluster needs to start the platform, and returns the commands that do it: make the local cluster, if the platform
 * file has one; install Argo CD; apply its configuration. With `run`, runs them.
 *
 * @throws UserError when the manifests were not synthesised, when no cluster is named to run in, or when a command fails.
 */
export async function bootstrapCluster(context: FleetContext, options: ClusterOptions = {}): Promise<ClusterStart> {
  const { loaded } = await loadValidFleet(context);
  const root = path.dirname(context.source.platformFile);
  const folder = path.resolve(context.cwd, options.out ?? path.join(root, 'dist', 'bootstrap'));
  const local = loaded.platform.environments.find(({ cluster }) => cluster?.local !== undefined)?.cluster;
  const manifests = path.join(root, 'dist', 'gitops');
  if (!fs.existsSync(path.join(manifests, ARGOCD_FOLDER)))
    throw new UserError(
      `${shownPath(path.join(manifests, ARGOCD_FOLDER), context.cwd)} does not exist.`,
      'Run `goldenpath synth` first.',
    );
  const argocd = writeArgoCd(path.join(folder, 'argocd'));
  const stack = local === undefined ? undefined : writeLocalCluster(path.join(folder, 'cluster'), local.name);
  const kubeContext = options.kubeContext ?? (local === undefined ? undefined : `kind-${local.name}`);
  const commands = [
    ...(stack === undefined ? [] : terraformCommands(shownPath(stack, context.cwd))),
    ...kubectlCommands(
      { argocd: shownPath(argocd, context.cwd), manifests: shownPath(manifests, context.cwd) },
      kubeContext,
    ),
  ];
  if (options.run === true) await runAll(context, commands, kubeContext);
  return {
    ...(local !== undefined && { localCluster: local.name }),
    ...(kubeContext !== undefined && { kubeContext }),
    environments: loaded.platform.environments.map(({ name }) => ({
      name,
      manifests: `${shownPath(manifests, context.cwd)}/${PLATFORM_FOLDER}/${name}`,
    })),
    commands,
    hasRun: options.run === true,
  };
}

/** A kustomization, so that the objects of Argo CD get its namespace, and a second run changes nothing. */
function writeArgoCd(folder: string): string {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: ARGOCD_NAMESPACE } };
  const kustomization = {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: ARGOCD_NAMESPACE,
    resources: ['namespace.yaml', ARGOCD_MANIFESTS],
  };
  writeText(path.join(folder, 'namespace.yaml'), yamlText(namespace));
  writeText(path.join(folder, 'kustomization.yaml'), yamlText(kustomization));
  return folder;
}

/** @returns The folder of the stack. */
function writeLocalCluster(folder: string, name: string): string {
  const stack = localClusterStack(name);
  const manifest = stacksManifest([{ name: LOCAL_CLUSTER_STACK, dependsOn: [] }]);
  for (const file of [stack, manifest]) writeText(path.join(folder, 'cdktf.out', file.path), file.content);
  return path.dirname(path.join(folder, 'cdktf.out', stack.path));
}

function terraformCommands(stack: string): ClusterCommand[] {
  const command = (what: string, ...args: string[]) => ({
    what,
    program: 'terraform',
    args: [`-chdir=${stack}`, ...args],
  });
  return [
    command('download the provider of Kind', 'init', '-input=false'),
    command('make the local cluster', 'apply', '-input=false', '-auto-approve'),
  ];
}

function kubectlCommands(
  { argocd, manifests }: { readonly argocd: string; readonly manifests: string },
  kubeContext: string | undefined,
): ClusterCommand[] {
  const apply = (what: string, folder: string, ...args: string[]) => ({
    what,
    program: 'kubectl',
    args: [
      ...(kubeContext === undefined ? [] : ['--context', kubeContext]),
      'apply',
      '--server-side',
      ...args,
      '--kustomize',
      folder,
    ],
  });
  return [
    // Fields that Argo CD changed when it took itself over are taken back.
    apply(`install Argo CD ${ARGOCD_VERSION}`, argocd, '--force-conflicts'),
    apply('start the platform', `${manifests}/${ARGOCD_FOLDER}`),
  ];
}

async function runAll(
  context: FleetContext,
  commands: readonly ClusterCommand[],
  kubeContext: string | undefined,
): Promise<void> {
  if (kubeContext === undefined)
    throw new UserError(
      'No cluster is named, and the current one of kubectl may be another.',
      'Pass `--context NAME`: `kubectl config get-contexts` lists them.',
    );
  const usesTerraform = commands.some(({ program }) => program === 'terraform');
  const engine = usesTerraform ? (await engineFor(context)).program : 'terraform';
  for (const { what, program, args } of commands) {
    context.onProgress({ kind: 'step', step: what });
    const { end, error, all } = await runProcess(program === 'terraform' ? engine : program, args, {
      cwd: context.cwd,
      env: context.env,
      cancel: context.signal,
      timeoutMs: TIMEOUT_MS,
    });
    context.signal.throwIfAborted();
    if (end !== 0)
      throw new UserError(
        `\`${[program, ...args].join(' ')}\` failed: ${error?.message ?? all.trim().split('\n').slice(-8).join('\n')}`,
        'Correct it, and run the command again. It continues where it stopped.',
      );
  }
}
