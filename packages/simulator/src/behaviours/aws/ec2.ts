import type { Behaviour } from '../behaviour';
import { hex, text } from '../made-up';
import { arn, regional } from './names';

const securityGroup: Behaviour = {
  type: 'aws_security_group',
  key: (values, scope) => regional(values, scope, `${text(values['vpc_id'])}/${text(values['name'])}`),
  taken: (values) =>
    `creating Security Group (${text(values['name'])}): InvalidGroup.Duplicate: The security group '${text(values['name'])}' already exists for VPC '${text(values['vpc_id'])}'`,
  computed: (values, scope, seed) => {
    const id = `sg-${hex(seed, 17)}`;
    return {
      id,
      arn: arn('ec2', values, scope, `security-group/${id}`),
      owner_id: scope.accountId,
      ingress: [],
      egress: [],
      vpc_id: `vpc-${hex(`default:${scope.region}`, 17)}`,
    };
  },
};

/** A rule has exactly one of these attributes. */
const SOURCES = ['cidr_ipv4', 'cidr_ipv6', 'prefix_list_id', 'referenced_security_group_id'];

function ruleOf(type: string): Behaviour {
  return {
    type,
    computed: (values, scope, seed) => {
      const id = `sgr-${hex(seed, 17)}`;
      return { id, security_group_rule_id: id, arn: arn('ec2', values, scope, `security-group-rule/${id}`) };
    },
    references: [
      {
        attribute: 'security_group_id',
        types: ['aws_security_group'],
        by: 'id',
        missing: (name) => `InvalidGroup.NotFound: The security group '${name}' does not exist`,
      },
    ],
    replaces: (prior, planned) => SOURCES.filter((name) => (prior[name] === null) !== (planned[name] === null)),
  };
}

/** Network resources. */
export const EC2: readonly Behaviour[] = [
  securityGroup,
  ruleOf('aws_vpc_security_group_ingress_rule'),
  ruleOf('aws_vpc_security_group_egress_rule'),
];
