import { UserError } from '@goldenpath/errors';
import { valueAt } from '@goldenpath/extension';
import { type Candidate, withField } from './candidate';
import type { FleetToJoin } from './check-candidate';
import { fieldProblem } from './field-problem';
import { allFields, type Field, fieldsOf, isGroup, shownFlag } from './fields';
import { groupQuestion, type Question, questionOf } from './questions';
import { isTaken, takenError } from './write-spec';

/** The answer to a question. */
export type Answer = string | readonly string[] | boolean;

/** Returns what is wrong with an answer, or `true`. */
export type CheckAnswer = (answer: Answer) => Promise<string | true>;

/** Asks one question until `check` accepts the answer. */
export type Ask = (question: Question, check: CheckAnswer) => Promise<unknown>;

/**
 * Asks for every missing value that the kind has, each until the answer is valid.
 *
 * @param given - Given values, which are checked before the first question.
 * @throws UserError when a given value is invalid.
 */
export async function askForSpec(given: Candidate, fleet: FleetToJoin, ask: Ask): Promise<Candidate> {
  assertRight(given, fleet);
  const { registry } = fleet.loaded;
  const kindFirst = fieldsOf(given, registry).slice(0, 1);
  const withKind = await askForFields(kindFirst, given, fleet, ask);
  return askForFields(fieldsOf(withKind, registry), withKind, fleet, ask);
}

async function askForFields(
  fields: readonly Field[],
  given: Candidate,
  fleet: FleetToJoin,
  ask: Ask,
): Promise<Candidate> {
  let candidate = given;
  const wanted = new Map<string, boolean>();
  for (const field of fields) {
    if (isGroup(field.schema) || valueAt(candidate, field.path) !== undefined) continue;
    const question = questionOf(field, candidate, fleet);
    if (question === undefined || !(await isWanted(field, candidate, wanted, ask))) continue;
    candidate = await askForField(field, question, candidate, fleet, ask);
  }
  return candidate;
}

/** Asks once whether the spec has an optional group, unless it has an answer in the group already. */
async function isWanted(
  { optionalGroup: group }: Field,
  candidate: Candidate,
  wanted: Map<string, boolean>,
  ask: Ask,
): Promise<boolean> {
  if (group === undefined || valueAt(candidate, [group.name]) !== undefined) return true;
  const known = wanted.get(group.name);
  if (known !== undefined) return known;
  const question = { type: 'yes-or-no', message: groupQuestion(group), default: false } as const;
  const answer = (await ask(question, async () => true)) === true;
  wanted.set(group.name, answer);
  return answer;
}

async function askForField(
  field: Field,
  question: Question,
  candidate: Candidate,
  fleet: FleetToJoin,
  ask: Ask,
): Promise<Candidate> {
  const read = (answer: unknown) => (typeof answer === 'string' ? field.read(answer) : answer);
  const answer = await ask(question, async (tried) =>
    problemOf(field, withField(candidate, field.path, read(tried)), fleet),
  );
  return answer === field.question?.none?.value ? candidate : withField(candidate, field.path, read(answer));
}

function problemOf(field: Field, candidate: Candidate, fleet: FleetToJoin): string | true {
  const problem = fieldProblem(field, candidate, fleet);
  if (problem !== undefined) return problem;
  const name = String(candidate['name']);
  if (field.path.join('.') !== 'name' || !isTaken(fleet.source.appsFolder, name)) return true;
  return takenError(name).message;
}

function assertRight(given: Candidate, fleet: FleetToJoin): void {
  for (const field of allFields(fleet.loaded.registry)) {
    if (valueAt(given, field.path) === undefined) continue;
    const problem = problemOf(field, given, fleet);
    if (problem !== true)
      throw new UserError(problem, `Give another \`${shownFlag(field)}\`, or leave it out to be asked.`);
  }
}
