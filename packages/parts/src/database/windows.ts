const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const DAY_MINUTES = 1_440;
const WEEK_MINUTES = DAYS.length * DAY_MINUTES;
const LEAST_MINUTES = 30;

/** A window in minutes. */
interface Span {
  readonly start: number;
  readonly length: number;
}

/** What RDS refuses about the windows of an instance. */
export interface WindowProblem {
  readonly field: 'maintenanceWindow' | 'backupWindow';
  readonly reason: string;
  readonly remedy: string;
}

/** The windows of an instance, in UTC: `sun:03:00-sun:04:00` and `01:00-02:00`. */
export interface Windows {
  readonly maintenanceWindow?: string;
  readonly backupWindow?: string;
}

/**
 * Checks windows as RDS does: each has 30 minutes or more, and they do not overlap. A window may pass midnight, or the end of the week.
 *
 * @param windows - Of the form that the schema asks for.
 */
export function windowProblems({ maintenanceWindow, backupWindow }: Windows): WindowProblem[] {
  const weekly = maintenanceWindow === undefined ? undefined : spanOf(maintenanceWindow, WEEK_MINUTES);
  const daily = backupWindow === undefined ? undefined : spanOf(backupWindow, DAY_MINUTES);
  const short = [
    ...(weekly !== undefined && weekly.length < LEAST_MINUTES ? [tooShort('maintenanceWindow', weekly)] : []),
    ...(daily !== undefined && daily.length < LEAST_MINUTES ? [tooShort('backupWindow', daily)] : []),
  ];
  if (short.length > 0 || weekly === undefined || daily === undefined || !overlap(weekly, daily)) return short;
  const reason = `overlaps with \`maintenanceWindow\`, ${maintenanceWindow}`;
  return [{ field: 'backupWindow', reason, remedy: 'Choose windows that do not overlap: RDS refuses them.' }];
}

function tooShort(field: WindowProblem['field'], { length }: Span): WindowProblem {
  return {
    field,
    reason: `has ${length} minutes, and RDS wants at least ${LEAST_MINUTES}`,
    remedy: 'Let it end later. The times are in UTC.',
  };
}

function spanOf(window: string, cycle: number): Span {
  const [start = 0, end = 0] = window.split('-').map(minutesOf);
  return { start, length: (end - start + cycle) % cycle };
}

/** `sun:03:00` or `03:00`. */
function minutesOf(moment: string): number {
  const parts = moment.split(':');
  const [hours, minutes] = parts.slice(-2).map(Number);
  const day = parts.length === 3 ? DAYS.indexOf(parts[0] ?? '') : 0;
  return day * DAY_MINUTES + (hours ?? 0) * 60 + (minutes ?? 0);
}

function overlap(weekly: Span, daily: Span): boolean {
  return DAYS.some((_, day) => {
    const start = day * DAY_MINUTES + daily.start;
    const after = (one: number, other: number) => (other - one + WEEK_MINUTES) % WEEK_MINUTES;
    return after(weekly.start, start) < weekly.length || after(start, weekly.start) < daily.length;
  });
}
