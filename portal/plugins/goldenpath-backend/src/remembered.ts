/** How long an answer is used again. Several people look at the same page, and each answer reads a repository. */
const FRESH_MS = 30_000;

/** Remembers the answers of a function for a short time. Calls at the same time share one answer; errors are not remembered. */
export function remembered<Answer>(work: (key: string) => Promise<Answer>): (key: string) => Promise<Answer> {
  const answers = new Map<string, { readonly at: number; readonly answer: Promise<Answer> }>();
  return (key) => {
    for (const [old, { at }] of answers) if (Date.now() - at >= FRESH_MS) answers.delete(old);
    const known = answers.get(key);
    if (known !== undefined) return known.answer;
    const answer = work(key);
    answers.set(key, { at: Date.now(), answer });
    answer.catch(() => answers.delete(key));
    return answer;
  };
}
