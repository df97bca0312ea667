import { HOSTILE_LINES } from './hostile-text';
import type { Review } from '@goldenpath/review';
import { sampleReview } from './made-review';

/** Text that something on the way to a reviewer's eyes takes for its own. */
export const HOSTILE_TO_REVIEWS: Readonly<Record<string, string>> = {
  ...HOSTILE_LINES,
  'the end of a script': '</script><script>window.hacked = 1</script>',
  'the end of a style': '</style><img src=x onerror="window.hacked = 1">',
  'an image that fails': '<img src=x onerror=window.hacked=1>',
  'a picture with a script': '<svg onload=window.hacked=1><script>window.hacked=1</script></svg>',
  'an attribute': '" autofocus onfocus="window.hacked=1" x="',
  'the end of what is folded': '</summary></details></table></code></pre><h1>approved</h1>',
  'a comment': '--> <!-- goldenpath-review --> <!--',
  'a workflow command': '::set-output name=a::b ##[command] ::add-mask::x',
  'a mention': '@octocat @org/team user@example.com',
  'a reference': '#1 GH-12 octo/repo#3 CVE-2024-1234 1f4c3a9e2b7d5f60718293a4b5c6d7e8f9012345',
  'emoji codes': ':tada: :+1: a:b:c',
  links: 'http://example.com www.example.com <http://x.y> [a](b) ![a](http://x/y.png) mailto:a@b.cc',
  formulas: '$x$ $$y$$ $`z`$',
  fences: '``` ```` ~~~ `` ` ``',
  'a table': '| --- | a |\\| b',
  headings: '# one ## two',
  'a list': '- one',
  'a numbered list': '1. one',
  'a longer number': '12345678) one',
  'white space': ' a  b ',
  emphasis: '**a** __b__ _c_ ~~d~~ ==e==',
  'an ANSI escape': '\u001b[31mred\u001b[0m\u0007',
  lines: 'one\ntwo\r\n\r\nthree\u2028four',
  'right to left': '\u202eabc\u2066d\u2069',
  'invisible characters': 'a\u200bb\ufeffc\u{e0041}',
  'half a character': 'a\ud83d b',
  'a null': 'a\u0000b',
  'entities of a mention': '&#64;acme/team &commat;octocat &#x40;octocat',
  'entities of a reference': '&#35;12 &num;12 GH&#45;12 https&#58;//github.com/acme/fleet/issues/1',
  'a reference to another repository': 'acme/fleet#12 acme/fleet@c0ffee5eedc0ffee acme@c0ffee5',
  'a footnote': 'a[^1] [^1]: b',
  'a task': '[x] done',
  'an alert': '[!IMPORTANT]',
  entities: '&lt;script&gt; &#60; &amp;amp; &copy',
};

/** A review in which every text that anybody but us can have written is this one. */
export function hostileReview(text: string, app = text): Review {
  const sample = sampleReview();
  const value = { path: text, before: text, after: [text] };
  return {
    ...sample,
    base: { ref: text, commit: null },
    verdict: { ...sample.verdict, summary: text },
    platform: [value],
    affected: sample.affected.map((each) => ({
      ...each,
      app,
      environment: each.environment && text,
      reasons: [text, text],
    })),
    dependents: sample.dependents.map((each) => ({ ...each, app, environment: text, uses: [text] })),
    findings: sample.findings.map((each) => ({
      ...each,
      app,
      environment: text,
      message: text,
      remedy: text,
      overridden: each.overridden && text,
    })),
    plans: {
      source: 'simulated',
      note: text,
      stacks: sample.plans.stacks.map((stack) => ({
        ...stack,
        stack: text,
        app,
        environment: text,
        changes: stack.changes.map((change) => ({
          ...change,
          address: text,
          type: text,
          attributes: change.attributes.map((attribute) => ({ ...attribute, path: text, before: text, after: text })),
          replacedBecause: change.replacedBecause.map(() => text),
        })),
        problems: [text],
      })),
    },
    manifests: sample.manifests.map((each) => ({
      ...each,
      app,
      environment: text,
      object: `ConfigMap/${text}`,
      changes: each.changes.map(() => value),
    })),
    approvals: [{ team: text, reasons: [text] }],
    cost: {
      ...sample.cost,
      source: text,
      environments: sample.cost.environments.map((each) => ({
        ...each,
        environment: text,
        items: [{ app, what: text, difference: 1 }],
      })),
    },
  };
}
