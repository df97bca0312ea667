const ROWS = [
  ['first', 'first run', 'the same SQL'],
  ['unchanged', 'run that changes nothing', 'a login to each database'],
];

/** How long databases of one server take, as Markdown. */
export function databasesReport(measured) {
  const rows = measured.flatMap(({ count, ours, psql }) =>
    ROWS.map(([key, name, beside]) => {
      const other = psql === undefined ? ['–', '–'] : [psql[key].toFixed(2), `${(ours[key] / psql[key]).toFixed(2)} ×`];
      return `| ${count.toLocaleString('en')} databases, ${name} | ${ours[key].toFixed(2)} | ${beside} | ${other.join(' | ')} |`;
    }),
  );
  return [
    '| | `rds provision` s | `psql` runs | `psql` s | against `psql` |',
    '| --- | ---: | --- | ---: | ---: |',
    ...rows,
  ].join('\n');
}
