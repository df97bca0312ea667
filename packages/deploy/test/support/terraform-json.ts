/** Arguments of `terraform_data` resources, by their names. */
export type Resources = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A stack to be: what is in it, and what it depends on. */
export interface StackSketch {
  readonly resources: Resources;
  readonly dependsOn?: readonly string[];
  readonly outputs?: Readonly<Record<string, unknown>>;
}

/** The text of a stack with a backend that cannot be reached: only a simulated run can use it. */
export function jsonOf(name: string, { resources, outputs = {} }: StackSketch): string {
  return JSON.stringify({
    terraform: {
      required_version: '>= 1.11.0',
      backend: { s3: { bucket: 'not-there', key: `${name}.tfstate`, region: 'eu-west-2' } },
    },
    // An empty section is a mistake to Terraform.
    ...(Object.keys(resources).length > 0 && { resource: { terraform_data: resources } }),
    ...(Object.keys(outputs).length > 0 && {
      output: Object.fromEntries(Object.entries(outputs).map(([output, value]) => [output, { value }])),
    }),
  });
}
