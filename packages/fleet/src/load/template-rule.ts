/** The rule of every problem in a template of the platform. */
export const TEMPLATE_RULE = 'runtime-template';
