import type { Diagnosis, DoctorCheck } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

const MARKS: Readonly<Record<DoctorCheck['status'], string>> = {
  ok: 'ok      ',
  missing: 'MISSING ',
  wrong: 'WRONG   ',
  skipped: 'skipped ',
};

/** Returns each check by area, with what to do where something is missing. */
export function doctorText({ checks }: Diagnosis, { colors }: Pick<CommandContext, 'colors'>): string {
  const areas = [...new Set(checks.map(({ area }) => area))];
  const bad = checks.filter(({ status }) => status === 'missing' || status === 'wrong').length;
  const skipped = checks.filter(({ status }) => status === 'skipped').length;
  return [
    ...areas.flatMap((area) => [
      colors.bold(area),
      ...checks.filter((check) => check.area === area).flatMap((check) => lines(check, colors)),
      '',
    ]),
    `${checks.length} ${checks.length === 1 ? 'check' : 'checks'}: ${bad === 0 ? 'nothing is missing' : `${bad} to repair`}${skipped === 0 ? '' : `, ${skipped} skipped`}.`,
    '',
  ].join('\n');
}

function lines({ detail, name, remedy, status }: DoctorCheck, colors: CommandContext['colors']): string[] {
  const isBad = status === 'missing' || status === 'wrong';
  const mark = isBad ? colors.red(MARKS[status]) : MARKS[status];
  return [`  ${mark}${name}: ${detail}`, ...(remedy === undefined ? [] : [`          ${remedy}`])];
}
