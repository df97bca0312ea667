import { formatDiagnostic } from '@goldenpath/spec';

const location = { file: 'apps/shop/app.yaml', line: 4, column: 3, text: '  replica: 2', length: 7 };
const diagnostic = { rule: 'unknown-field', message: 'Wrong.', remedy: 'Right it.', location };

describe('a diagnostic as it is printed', () => {
  it('names the location, shows the line and marks the text', () => {
    expect(formatDiagnostic(diagnostic).split('\n')).toEqual([
      'apps/shop/app.yaml:4:3: error: Wrong. [unknown-field]',
      '  4 |   replica: 2',
      '    |   ^^^^^^^',
      '  Right it.',
    ]);
  });

  it('shows the other place', () => {
    const related = { message: 'The other.', location: { ...location, file: 'b.yaml', line: 12 } };
    expect(
      formatDiagnostic({ ...diagnostic, related })
        .split('\n')
        .slice(4),
    ).toEqual(['b.yaml:12:3: note: The other.', '  12 |   replica: 2', '     |   ^^^^^^^']);
  });

  it('keeps tabs before the mark, so that it is below the marked text', () => {
    const tabbed = { ...location, text: '\t\treplica: 2' };
    expect(formatDiagnostic({ ...diagnostic, location: tabbed }).split('\n')[2]).toBe('    | \t\t^^^^^^^');
  });

  it('never marks beyond the line', () => {
    expect(formatDiagnostic({ ...diagnostic, location: { ...location, length: 900 } }).split('\n')[2]).toBe(
      '    |   ^^^^^^^^^^',
    );
  });

  it('marks nothing of a line that is cut before it', () => {
    const far = { ...location, column: 90_000 };
    expect(formatDiagnostic({ ...diagnostic, location: far }).split('\n')).toHaveLength(3);
  });

  it('needs no place', () => {
    expect(formatDiagnostic({ rule: 'r', message: 'Wrong.', remedy: 'Right it.' })).toBe(
      'error: Wrong. [r]\n  Right it.',
    );
  });

  it('lets nothing of a file move the cursor or turn text around', () => {
    const hostile = 'a\u001B[2J\u202E\u200B\u2028\nb';
    const printed = formatDiagnostic({
      ...diagnostic,
      message: hostile,
      remedy: hostile,
      location: { ...location, file: hostile, text: hostile },
      related: { message: hostile, location },
    });
    expect(printed.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
    expect(printed.split('\n')).toHaveLength(7);
  });
});
