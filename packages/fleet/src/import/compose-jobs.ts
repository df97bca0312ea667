import { isDeepStrictEqual } from 'node:util';
import { isMap } from '@goldenpath/extension';
import { serviceName } from './compose-neighbours';
import type { Draft } from './draft';
import { ofProcess, setOwnVariables } from './processes';

/** What a job and its application have together, besides variables. */
const SHARED = ['secrets', 'files', 'caches'] as const;

/**
 * A service that ends before others start, such as one that creates tables, becomes the migration of the application with the same image. It
 * has the variables of that application, and its own.
 *
 * @param isJob - Whether others wait until the service has ended.
 */
export function withMigrations(drafts: readonly Draft[], isJob: (service: string) => boolean): Draft[] {
  const jobs = drafts.filter(({ objects: [object] }) => object !== undefined && isJob(serviceName(object)));
  return drafts.filter((job) => {
    if (!jobs.includes(job)) return true;
    for (const draft of drafts) draft.uses.delete(job.name);
    const alike = drafts.filter((draft) => !jobs.includes(draft) && draft.imageKey === job.imageKey);
    const app = alike.find((draft) => draft.isExposed) ?? alike[0];
    const words = [job.get('command'), job.get('args')].flatMap((each) => (Array.isArray(each) ? each : []));
    if (app === undefined || words.length === 0 || app.get('migration') !== undefined) return true;
    const [program, ...args] = words as readonly string[];
    const origin = job.originOf(['command']) ?? job.originOf(['args']);
    app.set(['migration'], { command: [program], ...(args.length > 0 && { args }) }, origin);
    if (job.get('command') === undefined)
      origin?.leaveOut(
        'The migration runs this command without the entrypoint of the image. Put that before it if it is needed.',
      );
    join(app, job);
    return false;
  });
}

function reasonOf(isOther: boolean): string {
  return `A migration has no secrets and files of its own. ${
    isOther ? 'The application has another value.' : 'The pods of the application have this one too.'
  }`;
}

function join(app: Draft, job: Draft): void {
  setOwnVariables(app, job, ['migration', 'env']);
  for (const field of SHARED)
    for (const [key, value] of Object.entries(Object(job.get(field)) as object)) {
      const origin = job.originOf([field, key]);
      const own = ofProcess(app, value);
      const there = app.get(field, key);
      if (isDeepStrictEqual(there, own)) continue;
      if (there === undefined) app.set([field, key], own, origin);
      if (there !== undefined || field === 'secrets') origin?.leaveOut(reasonOf(there !== undefined));
    }
  if (app.get('database') === undefined && isMap(job.get('database'))) {
    app.kind = job.kind;
    app.set(['database'], job.get('database'), job.originOf(['database', 'name']));
  }
  app.addSecretsOf(job);
  for (const used of job.uses) if (used !== app.name) app.uses.add(used);
  app.objects.push(...job.objects);
}
