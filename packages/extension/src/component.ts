import type { InEnvironment } from './facts';

/** The labels of a second workload. */
export interface ComponentLabels {
  /** Labels of its pods: those of the application, with its own `app` and `app.kubernetes.io/component`. */
  readonly labels: Readonly<Record<string, string>>;
  /** The label for its selectors: `app: <application>.<component>`. */
  readonly selector: Readonly<Record<string, string>>;
}

/** With it and the longest name of an application, the label has at most 63 characters. */
const COMPONENT = /^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/;

/**
 * Returns the labels of a workload that a part adds next to the application's own, such as a worker or a CronJob. The Services, disruption
 * budgets and selectors of the application do not match them. No other application has them, because names of applications have no dot.
 *
 * @param common - The facts, or the input of a chart.
 * @param component - The component's name: 1 to 12 lower-case letters, digits and hyphens. It starts with a letter.
 * @throws Error if `component` is not such a name.
 */
export function componentLabels(
  { labels, selector }: Pick<InEnvironment, 'labels' | 'selector'>,
  component: string,
): ComponentLabels {
  if (!COMPONENT.test(component))
    throw new Error(
      `the component ${JSON.stringify(component)} needs a name of 1 to 12 lower-case letters, digits and hyphens that starts with a letter`,
    );
  const own = Object.fromEntries(Object.entries(selector).map(([label, value]) => [label, `${value}.${component}`]));
  return { selector: own, labels: { ...labels, ...own, 'app.kubernetes.io/component': component } };
}
