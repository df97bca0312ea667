/** Arguments of `terraform_data` resources, by resource name. */
export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack to write: its content and its dependencies. */
export interface StackSketch {
  readonly resources: Resources;
  readonly dependsOn?: readonly string[];
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** Returns a stack with an unreachable backend, so that only a simulated run can use it. */
export function jsonOf(name: string, { resources, outputs = {} }: StackSketch): string {
  return JSON.stringify({
    terraform: {
      required_version: '>= 1.11.0',
      backend: { s3: { bucket: 'not-there', key: `${name}.tfstate`, region: 'eu-west-2' } },
    },
    // Terraform refuses an empty section.
    ...(Object.keys(resources).length > 0 && { resource: { terraform_data: resources } }),
    ...(Object.keys(outputs).length > 0 && {
      output: Object.fromEntries(Object.entries(outputs).map(([output, value]) => [output, { value }])),
    }),
  });
}
