import { type Registry, valueAt } from '@goldenpath/extension';
import { type Candidate, withField, withoutField } from '../new/candidate';
import { fieldsOf } from '../new/fields';

/** The values of a form, by their path in the spec. */
export type FormValues = Readonly<Record<string, unknown>>;

/**
 * Returns the spec that a form describes. Fields that were left empty are left out, and so is an additional choice that means that. The kind
 * decides which fields there are; any other value stays, so that the validation reports it.
 */
export function candidateOfForm(kind: string, values: FormValues, registry: Registry): Candidate {
  const fields = fieldsOf({ kind }, registry);
  const given = fields.reduce<Candidate>(
    (candidate, { path, question }) => {
      const answer = valueAt(candidate, path);
      return isLeftOut(answer, question?.none?.value) ? withoutField(candidate, path) : candidate;
    },
    withField(values, ['kind'], kind),
  );
  // A form has an object for each group, even for one that was left empty.
  const groups = fields.flatMap(({ optionalGroup }) => optionalGroup?.name ?? []);
  return groups
    .filter((name) => isEmpty(given[name]))
    .reduce<Candidate>((candidate, name) => withoutField(candidate, [name]), given);
}

function isEmpty(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0;
}

function isLeftOut(answer: unknown, none: string | undefined): boolean {
  return answer === undefined || answer === null || answer === '' || (none !== undefined && answer === none);
}
