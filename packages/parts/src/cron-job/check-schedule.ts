import { Cron } from 'croner';

/** What is wrong with a schedule. */
export interface ScheduleProblem {
  /** The end of a sentence. */
  readonly why: string;
  readonly remedy: string;
}

/** The short forms that Kubernetes knows. */
const NAMED = ['@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly'];

const FORM =
  'Write minute, hour, day of the month, month and day of the week, such as `0 2 * * *` for every night at two.';

/** Numbers, names of days and months, ranges, lists and steps: other programs know more, Kubernetes does not. */
const FIELD = /^[0-9A-Za-z*?,/-]+$/;

/** Days of the week are 0 to 6 in Kubernetes. In many programs 7 is Sunday too. */
const SEVENTH_DAY = /(^|[,-])7(?=$|[,/-])/;

/** Returns what is wrong with a schedule of a CronJob; `undefined` if it is right. */
export function scheduleProblem(schedule: string): ScheduleProblem | undefined {
  if (NAMED.includes(schedule)) return undefined;
  if (schedule.startsWith('@'))
    return { why: 'Kubernetes does not know this short form', remedy: `Use one of: ${NAMED.join(', ')}.` };
  if (/^(CRON_)?TZ=/.test(schedule)) return { why: 'it has a time zone', remedy: 'Write the time zone in `timeZone`.' };
  const fields = schedule.trim().split(/\s+/);
  if (fields.length !== 5)
    return {
      why: `it has ${fields.length} ${fields.length === 1 ? 'field' : 'fields'}, not five`,
      remedy: fields.length === 6 ? 'Remove the seconds: Kubernetes has none.' : FORM,
    };
  const odd = fields.find(
    (field) => !FIELD.test(field) || /(^|[^A-Za-z])[LW]|[0-9][LW]/i.test(field.replace(/[A-Za-z]{3,}/g, '')),
  );
  if (odd !== undefined) return { why: `Kubernetes does not know \`${odd}\``, remedy: FORM };
  if (SEVENTH_DAY.test(fields[4] ?? '')) return { why: 'days of the week are 0 to 6', remedy: 'Write 0 for Sunday.' };
  return problemOfTimes(fields.map((field) => field.replaceAll('?', '*')).join(' '));
}

function problemOfTimes(schedule: string): ScheduleProblem | undefined {
  try {
    const next = new Cron(schedule, { paused: true, mode: '5-part', timezone: 'Etc/UTC' }).nextRun();
    return next === null ? { why: 'there is no such day', remedy: FORM } : undefined;
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    return {
      why: said
        .replace(/^CronPattern: /, '')
        .replace(/\.$/, '')
        .replace(/^./, (first) => first.toLowerCase()),
      remedy: FORM,
    };
  }
}
