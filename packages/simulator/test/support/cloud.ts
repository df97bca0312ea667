import { join } from 'node:path';
import { Account } from '../../src/account';
import type { GithubPlan } from '../../src/behaviours';
import { Faults, type Fault } from '../../src/faults';
import type { Connection } from '../../src/server/grpc-server';
import { answerCall } from '../../src/server/answer-call';
import { Provider } from '../../src/server/provider';
import { decodeValues, encodeValue, isObject, Unknown, type Values } from '../../src/wire/values';
import { schemaOf } from './bindings';
import { testFolder } from './folder';

/** What a provider answered, in values. */
export interface Answer {
  readonly state: Values | null;
  readonly problems: readonly string[];
  readonly replaces: readonly string[];
}

/** A provider without Terraform around it: plans, applies and reads as Terraform would ask it to. */
export class Cloud {
  readonly account: Account;
  readonly connection = {} as Connection;
  private readonly provider: Provider;

  constructor(
    name: 'aws' | 'github' | 'random',
    types: readonly string[],
    options: {
      faults?: Fault[];
      teams?: string[];
      account?: Account;
      accounts?: ReadonlyMap<string, Account>;
      githubPlan?: GithubPlan;
    } = {},
  ) {
    this.account = options.account ?? new Account(join(testFolder(), 'account.jsonl'));
    let drawn = 0;
    this.provider = new Provider(schemaOf(name, types), {
      account: this.account,
      ...(options.accounts !== undefined && { accounts: options.accounts }),
      faults: new Faults(options.faults),
      random: (size) => Buffer.alloc(size, (drawn += 1)),
      teams: options.teams,
      defaultScope: {
        accountId: '111122223333',
        partition: 'aws',
        region: 'eu-west-1',
        owner: 'acme',
        githubPlan: options.githubPlan ?? 'enterprise',
        defaultTags: {},
      },
    });
  }

  configure(config: Values): Answer {
    return this.ask('ConfigureProvider', { config: encodeValue(config) });
  }

  validate(type: string, config: Values): readonly string[] {
    return this.ask('ValidateResourceConfig', { type_name: type, config: encodeValue(this.whole(type, config)) })
      .problems;
  }

  plan(type: string, config: Values, prior: Values | null = null): Answer {
    const whole = this.whole(type, config);
    const proposed = Object.fromEntries(
      Object.entries(whole).map(([key, value]) => [key, value ?? this.kept(type, key, prior)]),
    );
    return this.ask('PlanResourceChange', {
      type_name: type,
      config: encodeValue(whole),
      prior_state: encodeValue(prior),
      proposed_new_state: encodeValue(proposed),
    });
  }

  /** Plans and applies. */
  apply(type: string, config: Values, prior: Values | null = null): Answer {
    const { state: planned } = this.plan(type, config, prior);
    return this.ask('ApplyResourceChange', {
      type_name: type,
      config: encodeValue(this.whole(type, config)),
      prior_state: encodeValue(prior),
      planned_state: encodeValue(planned),
    });
  }

  /** Applies, and fails the test if the cloud returns an error. */
  make(type: string, config: Values): Values {
    const { state, problems } = this.apply(type, config);
    expect(problems).toEqual([]);
    return state ?? {};
  }

  destroy(type: string, prior: Values): Answer {
    return this.ask('ApplyResourceChange', {
      type_name: type,
      config: encodeValue(null),
      prior_state: encodeValue(prior),
      planned_state: encodeValue(null),
    });
  }

  read(type: string, state: Values): Values | null {
    return this.ask('ReadResource', { type_name: type, current_state: encodeValue(state) }).state;
  }

  import(type: string, id: string): Answer {
    return this.ask('ImportResourceState', { type_name: type, id });
  }

  data(type: string, config: Values): Answer {
    return this.ask('ReadDataSource', { type_name: type, config: encodeValue(config) });
  }

  open(type: string, config: Values): Answer {
    return this.ask('OpenEphemeralResource', { type_name: type, config: encodeValue(config) });
  }

  private ask(call: string, request: object): Answer {
    const answer = answerCall(this.provider, call, request, this.connection) as RawAnswer;
    const imported = answer.imported_resources?.[0]?.state;
    return {
      state: decodeValues(answer.new_state ?? answer.planned_state ?? answer.state ?? answer.result ?? imported),
      problems: (answer.diagnostics ?? []).map(({ summary, detail }) =>
        detail === '' ? summary : `${summary}\n${detail}`,
      ),
      replaces: (answer.requires_replace ?? []).map(({ steps }) =>
        steps.map((step) => step.attribute_name ?? step.element_key_int).join('.'),
      ),
    };
  }

  /** Terraform sends every attribute: an omitted one is null, and an omitted block is an empty list. */
  private whole(type: string, config: Values): Values {
    const schema = this.provider.schema.resources[type];
    const attributes = Object.keys(schema?.attributes ?? {}).map((name) => [name, config[name] ?? null] as const);
    const blocks = Object.entries(schema?.blocks ?? {}).map(
      ([name, { nesting }]) => [name, config[name] ?? (nesting === 'single' ? null : [])] as const,
    );
    return Object.fromEntries([...attributes, ...blocks]);
  }

  private kept(type: string, name: string, prior: Values | null): Values[string] {
    return this.provider.schema.resources[type]?.attributes[name]?.computed ? (prior?.[name] ?? null) : null;
  }
}

interface RawAnswer {
  readonly new_state?: { msgpack: Buffer };
  readonly planned_state?: { msgpack: Buffer };
  readonly state?: { msgpack: Buffer };
  readonly result?: { msgpack: Buffer };
  readonly imported_resources?: { state: { msgpack: Buffer } }[];
  readonly diagnostics?: { summary: string; detail: string }[];
  readonly requires_replace?: { steps: { attribute_name?: string; element_key_int?: number }[] }[];
}

/** The names of the unknown attributes of a plan. */
export function unknownIn(state: Values | null): string[] {
  return Object.entries(isObject(state) ? state : {})
    .flatMap(([name, value]) => (value instanceof Unknown ? [name] : []))
    .sort();
}
