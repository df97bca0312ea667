import { windowProblems } from '@goldenpath/parts';

test.each([
  ['sun:03:00-sun:04:00', '04:00-05:00', undefined],
  ['sun:03:00-sun:04:00', '03:30-04:30', 'backupWindow overlaps'],
  ['sun:03:00-sun:04:00', '02:30-03:01', 'backupWindow overlaps'],
  ['sun:03:00-sun:04:00', '23:00-03:01', 'backupWindow overlaps'],
  // Past midnight, and past the end of the week.
  ['tue:23:45-wed:00:15', '00:00-00:30', 'backupWindow overlaps'],
  ['sun:23:30-mon:00:30', '00:00-00:30', 'backupWindow overlaps'],
  ['sun:23:30-mon:00:30', '00:30-01:00', undefined],
  ['sun:03:00-sun:03:29', undefined, 'maintenanceWindow has 29 minutes'],
  [undefined, '03:00-03:00', 'backupWindow has 0 minutes'],
  [undefined, undefined, undefined],
])('a maintenance window %s and a backup window %s', (maintenanceWindow, backupWindow, expected) => {
  const [found] = windowProblems({
    ...(maintenanceWindow !== undefined && { maintenanceWindow }),
    ...(backupWindow !== undefined && { backupWindow }),
  });
  const said = found && `${found.field} ${found.reason}`;
  if (expected === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(expected);
});
