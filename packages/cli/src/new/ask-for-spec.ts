import {
  UsageError,
  answerOf,
  type Candidate,
  withField,
  type FleetToJoin,
  fieldProblem,
  type Field,
  FIELDS,
  fieldsOf,
  isTaken,
  takenError,
  type Question,
  questionOf,
  UPSTREAM,
} from '@goldenpath/fleet';
import { prompt, type PromptStreams } from './prompt';

/**
 * Asks a person for everything that flags did not say: only what the kind has, and each until the answer is right.
 *
 * @param given - What flags said. It is checked first, so that nobody answers questions in vain.
 * @throws UsageError where a flag's value is wrong.
 */
export async function askForSpec(given: Candidate, fleet: FleetToJoin, streams?: PromptStreams): Promise<Candidate> {
  assertRight(given, fleet);
  let candidate = given;
  for (const field of FIELDS) {
    if (!fieldsOf(candidate).includes(field) || answerOf(candidate, field.path) !== undefined) continue;
    const question = questionOf(field, candidate, fleet);
    if (question !== undefined) candidate = await ask(field, question, candidate, fleet, streams);
  }
  return candidate;
}

async function ask(
  field: Field,
  question: Question,
  candidate: Candidate,
  fleet: FleetToJoin,
  streams?: PromptStreams,
): Promise<Candidate> {
  const read = (answer: unknown) => (typeof answer === 'string' ? (field.read?.(answer) ?? answer) : answer);
  const answer = await prompt(
    question,
    async (tried) => problemOf(field, withField(candidate, field.path, read(tried)), fleet),
    streams,
  );
  return answer === UPSTREAM.value ? candidate : withField(candidate, field.path, read(answer));
}

function problemOf(field: Field, candidate: Candidate, fleet: FleetToJoin): string | true {
  const problem = fieldProblem(field, candidate, fleet);
  if (problem !== undefined) return problem;
  const name = String(candidate['name']);
  if (field.key !== 'name' || !isTaken(fleet.source.appsFolder, name)) return true;
  const { message, remedy } = takenError(name);
  return `${message} ${remedy}`;
}

function assertRight(given: Candidate, fleet: FleetToJoin): void {
  for (const field of FIELDS) {
    if (answerOf(given, field.path) === undefined) continue;
    const problem = problemOf(field, given, fleet);
    if (problem !== true)
      throw new UsageError(problem, `Give another \`${field.flag.split(' ')[0]}\`, or leave it out to be asked.`);
  }
}
