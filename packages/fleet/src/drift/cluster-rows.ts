import * as fs from 'node:fs';
import type { FleetFacts } from '@goldenpath/extension';
import { tryParseJson } from '@goldenpath/files';
import { argoApplicationName, ROOT_APP } from '@goldenpath/model';
import { firstLine, valueAt } from '../doctor/programs';
import type { RunProgram } from '../doctor/types';
import { type DriftRow, notRead, type SourceRows } from './rows';

/** Where the Applications of Argo CD are read. */
export interface ClusterOptions {
  /** The output of `argocd app list -o json`, or of `kubectl get applications -A -o json`. */
  readonly file?: string;
  /** Reads them with kubectl. */
  readonly kubeconfig?: string;
  /** @default the current context of the kubeconfig */
  readonly kubeContext?: string;
}

/** Returns the rows of the cluster, as Argo CD sees it. */
export async function clusterRows(
  { file, kubeconfig, kubeContext }: ClusterOptions,
  facts: FleetFacts,
  run: RunProgram,
): Promise<SourceRows> {
  if (file !== undefined) return fromText(readText(file), file, facts);
  if (kubeconfig === undefined && kubeContext === undefined)
    return notRead('cluster', 'no cluster was named: use --kubeconfig FILE, --kube-context NAME or --argocd FILE');
  const flags = [
    ...(kubeconfig === undefined ? [] : ['--kubeconfig', kubeconfig]),
    ...(kubeContext === undefined ? [] : ['--context', kubeContext]),
  ];
  const args = [...flags, 'get', 'applications.argoproj.io', '--all-namespaces', '--output', 'json'];
  const { code, stdout, stderr } = await run('kubectl', args);
  if (code === null) return notRead('cluster', 'kubectl could not be run, or did not answer in time');
  if (code !== 0) return notRead('cluster', `kubectl: ${firstLine(stderr) || `exit code ${code}`}`);
  return fromText(stdout, 'kubectl', facts);
}

function readText(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function fromText(text: string, from: string, facts: FleetFacts): SourceRows {
  const applications = applicationsIn(text);
  if (applications === undefined) return notRead('cluster', `${from} has no list of Applications of Argo CD`);
  if (applications.length === 0) return notRead('cluster', `${from} has no Application of Argo CD`);
  const names = new Set(applications.map((each) => textAt(each, 'metadata', 'name')));
  const expected = [ROOT_APP, ...facts.platform.environments.map(({ name }) => argoApplicationName('platform', name))];
  const gone = expected.filter((name) => !names.has(name));
  return {
    status: { source: 'cluster', isRead: true },
    rows: [
      ...applications.flatMap((each) => rowsOf(each, facts)),
      ...gone.map((where): DriftRow => ({
        source: 'cluster',
        where,
        state: 'gone',
        detail: 'Argo CD has no such Application',
      })),
    ],
  };
}

/** `undefined` where the text is something else. */
function applicationsIn(text: string): unknown[] | undefined {
  const value = tryParseJson(text);
  const items = Array.isArray(value) ? (value as unknown[]) : valueAt(value, 'items');
  if (!Array.isArray(items)) return undefined;
  const all = items as unknown[];
  return all.every((each) => textAt(each, 'metadata', 'name') !== '' && valueAt(each, 'spec') !== undefined)
    ? all
    : undefined;
}

function textAt(value: unknown, ...path: readonly string[]): string {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : '';
}

/** Health that is not a fault: a rollout that goes on, and what was stopped on purpose. */
const HEALTHY: readonly string[] = ['Healthy', 'Progressing', 'Suspended'];

function rowsOf(application: unknown, { apps }: FleetFacts): DriftRow[] {
  const where = textAt(application, 'metadata', 'name');
  const app = textAt(valueAt(application, 'metadata', 'labels'), 'app.kubernetes.io/name');
  const owner = apps.find(({ name }) => name === app)?.owner;
  const common = { source: 'cluster', where, ...(owner !== undefined && { owner }) } as const;
  const sync = textAt(application, 'status', 'sync', 'status');
  const health = textAt(application, 'status', 'health', 'status');
  const condition = conditionOf(application);
  // An Application that was never compared is not in sync.
  if (sync !== 'Synced' && sync !== 'OutOfSync')
    return [{ ...common, state: 'unknown', detail: condition ?? 'Argo CD has not compared it' }];
  const rows: DriftRow[] = sync === 'Synced' ? [] : outOfSync(application).map((row) => ({ ...common, ...row }));
  if (HEALTHY.includes(health)) return rows;
  const detail = condition ?? `its health is ${health === '' ? 'unknown' : health}`;
  return [...rows, { ...common, state: 'unhealthy', detail }];
}

/** The objects that differ; the Application itself where Argo CD names none. */
function outOfSync(application: unknown): Pick<DriftRow, 'what' | 'state' | 'detail'>[] {
  const resources = valueAt(application, 'status', 'resources');
  const differing = (Array.isArray(resources) ? (resources as unknown[]) : []).filter(
    (each) => textAt(each, 'status') === 'OutOfSync',
  );
  if (differing.length === 0) return [{ state: 'out-of-sync', detail: 'it differs from Git' }];
  return differing.map((each) => {
    const namespace = textAt(each, 'namespace');
    const name = namespace === '' ? textAt(each, 'name') : `${namespace}/${textAt(each, 'name')}`;
    const isExtra = valueAt(each, 'requiresPruning') === true;
    return {
      what: `${textAt(each, 'kind')} ${name}`,
      state: 'out-of-sync',
      detail: isExtra ? 'it is not in Git' : 'it differs from Git',
    };
  });
}

function conditionOf(application: unknown): string | undefined {
  const conditions = valueAt(application, 'status', 'conditions');
  const [first] = Array.isArray(conditions) ? (conditions as unknown[]) : [];
  const message = textAt(first, 'message') || textAt(application, 'status', 'health', 'message');
  return message === '' ? undefined : (message.split('\n')[0] ?? '').slice(0, 200);
}
