import { UserError } from '@goldenpath/errors';
import { answerOf, type Candidate, withField } from './candidate';
import type { FleetToJoin } from './check-candidate';
import { fieldProblem } from './field-problem';
import { type Field, FIELDS, fieldsOf } from './fields';
import { type Question, questionOf, UPSTREAM } from './questions';
import { isGroup, readValue, type SchemaField, schemaFields, schemaQuestion } from './schema-fields';
import { isTaken, takenError } from './write-spec';

/** What a question may be answered with. */
export type Answer = string | readonly string[] | boolean;

/** Explains what is wrong with an answer, or returns `true`. */
export type CheckAnswer = (answer: Answer) => Promise<string | true>;

/** Asks a person one question until `check` accepts the answer. */
export type Ask = (question: Question, check: CheckAnswer) => Promise<unknown>;

/**
 * Asks for everything that was not given: only what the kind has, and each until the answer is right.
 *
 * @param given - It is checked before the first question.
 * @throws UserError where a given value is wrong.
 */
export async function askForSpec(given: Candidate, fleet: FleetToJoin, ask: Ask): Promise<Candidate> {
  assertRight(given, fleet);
  let candidate = given;
  for (const field of FIELDS) {
    if (!fieldsOf(candidate, fleet.loaded.registry).includes(field) || answerOf(candidate, field.path) !== undefined)
      continue;
    const question = questionOf(field, candidate, fleet);
    if (question !== undefined) candidate = await askForField(field, question, candidate, fleet, ask);
  }
  for (const field of schemaFields(candidate, fleet.loaded.registry))
    if (!isGroup(field.schema) && answerOf(candidate, field.path) === undefined)
      candidate = await askForSchemaField(field, candidate, fleet, ask);
  return candidate;
}

async function askForField(
  field: Field,
  question: Question,
  candidate: Candidate,
  fleet: FleetToJoin,
  ask: Ask,
): Promise<Candidate> {
  const read = (answer: unknown) => (typeof answer === 'string' ? (field.read?.(answer) ?? answer) : answer);
  const answer = await ask(question, async (tried) =>
    problemOf(field, withField(candidate, field.path, read(tried)), fleet),
  );
  return answer === UPSTREAM.value ? candidate : withField(candidate, field.path, read(answer));
}

async function askForSchemaField(
  field: SchemaField,
  candidate: Candidate,
  fleet: FleetToJoin,
  ask: Ask,
): Promise<Candidate> {
  const answered = (answer: unknown) => {
    const value = typeof answer === 'string' ? readValue(answer, field.schema) : answer;
    return withField(candidate, field.path, value);
  };
  const answer = await ask(schemaQuestion(field), async (tried) => fieldProblem(field, answered(tried), fleet) ?? true);
  return answered(answer);
}

function problemOf(field: Field, candidate: Candidate, fleet: FleetToJoin): string | true {
  const problem = fieldProblem(field, candidate, fleet);
  if (problem !== undefined) return problem;
  const name = String(candidate['name']);
  if (field.key !== 'name' || !isTaken(fleet.source.appsFolder, name)) return true;
  return takenError(name).message;
}

function assertRight(given: Candidate, fleet: FleetToJoin): void {
  for (const field of FIELDS) {
    if (answerOf(given, field.path) === undefined) continue;
    const problem = problemOf(field, given, fleet);
    if (problem !== true)
      throw new UserError(problem, `Give another \`${field.flag.split(' ')[0]}\`, or leave it out to be asked.`);
  }
}
