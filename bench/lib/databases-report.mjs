const ROWS = [
  ['first', 'first run', 'the same SQL'],
  ['unchanged', 'run that changes nothing', 'a login to each database'],
];

/** How long databases of one server take, as Markdown. */
export function databasesReport(measured) {
  const rows = measured.flatMap(({ count, ours, psql }) =>
    ROWS.map(([key, name, beside]) => {
      const title = `${count.toLocaleString('en')} databases, ${name}`;
      const own = [seconds(ours[key].wall), seconds(ours[key].cpu)];
      const other = psql?.[key];
      const theirs = [seconds(other?.wall), seconds(other?.cpu)];
      const ratios = [ratio(ours[key].wall, other?.wall), ratio(ours[key].cpu, other?.cpu)];
      return `| ${[title, ...own, beside, ...theirs, ...ratios].join(' | ')} |`;
    }),
  );
  return [
    '| | `rds provision` wall s | CPU s | `psql` runs | wall s | CPU s | wall, against `psql` | CPU, against `psql` |',
    '| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function seconds(value) {
  return value === undefined ? '–' : value.toFixed(1);
}

function ratio(ours, theirs) {
  return ours === undefined || theirs === undefined ? '–' : `${(ours / theirs).toFixed(2)} ×`;
}
