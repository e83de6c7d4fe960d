/** Parts of the generated stack that several services ask for. */
import type { AlarmCode, EmitContext, Helper, NagAcknowledgement, StackSetting } from './cdk';
import { type Code, quote } from './code';
import type { Contract } from './contract';
import type { Connection, Resource } from './graph';

/** What becomes of queues, streams and keys when they leave the stack. In scope as `removalPolicy`. */
export const removalSetting: StackSetting = {
  name: 'removalPolicy',
  type: 'RemovalPolicy',
  help: 'What becomes of queues, streams and keys that leave the stack. They may hold work that is not done: the default keeps them.',
  fallback: 'RemovalPolicy.RETAIN',
};

/** `this.#group('Keys')`: constructs that belong to no single resource stand in a scope of their own. */
export const groupHelper: Helper = {
  name: 'group',
  kind: 'method',
  imports: {},
  code: `
    /** A scope of its own for constructs that belong to no single resource. */
    #group(id: string): Construct {
      return (this.node.tryFindChild(id) as Construct | undefined) ?? new Construct(this, id);
    }`,
};

/** Ids of scopes and members that `group` and the generated stack use: no resource may have them. */
export const GROUPS = [
  'Keys',
  'Circles',
  'Imported',
  'Monitoring',
  'Names',
  'Bus-Rules',
  'ApiGatewayAccount',
  'GlobalStack',
] as const;

/** `this.#encryptionKey('Orders')`. Each resource has its own: a policy that names a resource that uses the key is a circle. */
export const keyHelper: Helper = {
  name: 'encryptionKey',
  kind: 'method',
  imports: { kms: 'aws-cdk-lib/aws-kms' },
  code: `
    /** Each encrypted resource has its own key: the policy of a common one would name resources that name the key. */
    #encryptionKey(id: string, removalPolicy: RemovalPolicy): kms.Key {
      return new kms.Key(this.#group('Keys'), id, { enableKeyRotation: true, removalPolicy });
    }`,
};

/** Contracts under which a caller’s own role is granted what the resource, and so its key, needs. */
const GRANTED: readonly Contract[] = ['code-call', 'sdk-call', 'integrate', 'outcome', 'schedule', 'run-tasks'];

/**
 * Groups of actions that grants on the key of an encrypted resource contain. The key itself is named exactly.
 * @param callers contracts under which the CDK grants these to roles
 */
export function keyAcknowledgements(
  { inbound }: Resource,
  actions: readonly ('GenerateDataKey*' | 'ReEncrypt*')[],
  callers: readonly Contract[] = GRANTED,
): readonly NagAcknowledgement[] {
  if (!inbound.some(({ from }) => callers.includes(from.contract))) return [];
  return actions.map((action) => ({
    rule: `AwsSolutions-IAM5[Action::kms:${action}]`,
    reason: 'A group of actions that KMS wants allowed together, on the one key of the resource that is used.',
    on: 'this',
  }));
}

/** `this.#allowInvoke(target)`: exactly the function or alias that is drawn. */
export const allowInvokeHelper: Helper = {
  name: 'allowInvoke',
  kind: 'method',
  imports: { iam: 'aws-cdk-lib/aws-iam', lambda: 'aws-cdk-lib/aws-lambda' },
  code: `
    /** Allows invoking this function or alias and nothing beside it: \`grantInvoke\` would add all its versions. */
    #allowInvoke(target: lambda.IFunction): iam.PolicyStatement {
      return new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target.functionArn] });
    }`,
};

/** `this.#functionUrl(target, lambda.FunctionUrlAuthType.AWS_IAM)`: a function has one address, whoever calls it. */
export const functionUrlHelper: Helper = {
  name: 'functionUrl',
  kind: 'method',
  imports: { lambda: 'aws-cdk-lib/aws-lambda' },
  code: `
    /** The function's own address: one for all that call it. */
    #functionUrl(target: lambda.FunctionBase, authType: lambda.FunctionUrlAuthType): lambda.FunctionUrl {
      const known = target.node.tryFindChild('FunctionUrl') as lambda.FunctionUrl | undefined;
      if (known) return known;
      const url = target.addFunctionUrl({ authType });
      new CfnOutput(url, 'Address', { value: url.url });
      return url;
    }`,
};

/** Where AWS keeps what is for all edges of its network, wherever the rest is deployed. */
export const GLOBAL_REGION = 'us-east-1';

export const isGlobalRegion = ({ account }: EmitContext): boolean => account.region === GLOBAL_REGION;

/** Alarms on metrics that AWS keeps in us-east-1. */
export function globalAlarms(alarms: readonly AlarmCode[], context: EmitContext): readonly AlarmCode[] {
  return isGlobalRegion(context) ? alarms : alarms.map((alarm) => ({ ...alarm, region: GLOBAL_REGION }));
}

/** `this.#globalStack()`: what can only be in us-east-1, for an app in another Region. */
export const globalStackHelper: Helper = {
  name: 'globalStack',
  kind: 'method',
  imports: {},
  code: `
    /** What AWS keeps in ${GLOBAL_REGION} for all edges: a stack of its own there, which is deployed before this one. */
    #globalStack(): Stack {
      return (
        (this.node.tryFindChild('GlobalStack') as Stack | undefined) ??
        new Stack(this, 'GlobalStack', {
          stackName: \`\${this.stackName}-global\`,
          env: { account: this.account, region: '${GLOBAL_REGION}' },
        })
      );
    }`,
};

const GRANT_OBJECTS = `      const ofKey = action === 's3:GetObject' ? ['kms:Decrypt'] : ['kms:GenerateDataKey', 'kms:Decrypt'];
      const needsKey = bucket.encryptionKey !== undefined && action !== 's3:DeleteObject';
      bucket.grants.actionsOnObjectKeys(grantee, keys, action, ...(needsKey ? ofKey : []));`;

/** `this.#allowObjects(bucket, grantee, 'uploads/*', 's3:PutObject')`: one action on the keys that are drawn. */
const allowObjectsHelper: Helper = {
  name: 'allowObjects',
  kind: 'method',
  imports: { iam: 'aws-cdk-lib/aws-iam', s3: 'aws-cdk-lib/aws-s3' },
  code: `
    /**
     * Allows one action on objects of a bucket, and what it needs of the bucket's key: \`grants.put\` and \`grants.read\`
     * would add many more actions. Keys are not known beforehand, so that the resource ends in a star.
     */
    #allowObjects(bucket: s3.Bucket, grantee: iam.IGrantable, keys: string, action: string): void {
${GRANT_OBJECTS}
      const id = this.getLogicalId(bucket.node.defaultChild as s3.CfnBucket);
      Validations.of(this).acknowledge({
        id: \`AwsSolutions-IAM5[Resource::<\${id}.Arn>/\${keys}]\`,
        reason: 'Objects of one bucket, whose keys are not known beforehand.',
      });
    }`,
};

/** The same for a bucket of another stack. */
const allowObjectsElsewhereHelper: Helper = {
  name: 'allowObjectsElsewhere',
  kind: 'method',
  imports: allowObjectsHelper.imports,
  code: `
    /**
     * Allows one action on objects of a bucket of another stack, and what it needs of the bucket's key. Keys are not
     * known beforehand, so that the resource ends in a star; how its ARN gets here is known once all stacks are made.
     */
    #allowObjectsElsewhere(bucket: s3.Bucket, grantee: iam.IGrantable, keys: string, action: string): void {
${GRANT_OBJECTS}
      const validate = (): string[] => {
        const arn = JSON.stringify(this.resolve(bucket.bucketArn));
        Validations.of(this).acknowledge({
          id: \`AwsSolutions-IAM5[Resource::\${arn}/\${keys}]\`,
          reason: 'Objects of one bucket, whose keys are not known beforehand.',
        });
        return [];
      };
      this.node.addValidation({ validate });
    }`,
};

/**
 * What a key may have and the id of an acknowledgement not: the CDK writes a blank as a hyphen and wants brackets in pairs.
 * `${` would begin a variable of the policy. IAM's question mark stands for any one character.
 */
const UNSAFE = /[\s()[\]{}]/g;

/**
 * Permission for one action on the objects of a bucket, which may be of another stack.
 * @param keyPrefix with what the keys begin; empty for all
 * @param grantee who is allowed, where it is not the caller's own construct: the role by which it calls
 */
export function allowObjects(
  { from, to }: Readonly<Record<'from' | 'to', Pick<Connection['from'], 'resource'>>>,
  action: 's3:GetObject' | 's3:PutObject' | 's3:AbortMultipartUpload' | 's3:DeleteObject',
  keyPrefix: string,
  context: EmitContext,
  grantee: Code = `this.${context.member(from.resource)}`,
): { readonly statement: Code; readonly helpers: readonly Helper[] } {
  const helper = context.together(from.resource, to.resource) ? allowObjectsHelper : allowObjectsElsewhereHelper;
  const bucket = `this.${context.member(to.resource)}`;
  const keys = `${keyPrefix.replaceAll(UNSAFE, '?')}*`;
  return {
    statement: `this.#${helper.name}(${bucket}, ${grantee}, ${quote(keys)}, ${quote(action)});`,
    helpers: [helper],
  };
}

/** `this.#apiDestination(this.bus, …)`: an endpoint outside AWS, as buses and pipes call it. */
export const apiDestinationHelper: Helper = {
  name: 'apiDestination',
  kind: 'method',
  imports: { events: 'aws-cdk-lib/aws-events' },
  code: `
    /** Somebody else's endpoint, with the key for it and the rate at which EventBridge calls it. */
    #apiDestination(
      owner: Construct | events.IEventBus,
      id: string,
      given: { endpoint: string; rateLimitPerSecond: number; key: SecretValue; header: string },
    ): events.ApiDestination {
      const { endpoint, rateLimitPerSecond, key, header } = given;
      const authorization = events.Authorization.apiKey(header, key);
      const scope = owner as Construct;
      const connection = new events.Connection(scope, \`\${id}Connection\`, { authorization });
      return new events.ApiDestination(scope, id, { connection, endpoint, rateLimitPerSecond });
    }`,
};

/** `SAMPLES`: how many values there are, whatever they are. */
export type Statistic = 'SUM' | 'MAXIMUM' | 'AVERAGE' | 'P99' | 'SAMPLES';

/** A metric by minute: `design.billing.metricNumberOfMessagesSent(SUM)`. */
export function minutely(metric: Code, statistic: Statistic): Code {
  return `${metric}(${statistic})`;
}

/** A metric that the CDK has no method for. */
export function named(construct: Code, name: string, statistic: Statistic): Code {
  return `${construct}.metric(${quote(name)}, ${statistic})`;
}

/** `numerator` as a percentage of `denominator`, 0 where nothing happened. */
export function percentage(label: string, numerator: Code, denominator: Code): Code {
  return `percentage(${quote(label)}, ${numerator}, ${denominator})`;
}

/** Something that must not happen at all: one datapoint is enough. */
export function once(id: string, metric: Code, description: string): AlarmCode {
  return { id, metric, threshold: 1, comparison: 'at least', periods: 1, datapoints: 1, description };
}

/** Something that must not go on: three of five minutes. */
export function lasting(
  id: string,
  metric: Code,
  comparison: AlarmCode['comparison'],
  threshold: number,
  description: string,
): AlarmCode {
  return { id, metric, threshold, comparison, periods: 5, datapoints: 3, description };
}

/** Failures that nobody drew: from this percentage on they are worth a look. */
const UNEXPECTED_PERCENT = 1;

/**
 * Percentage of failures that is more than the drawing has: twice as many; where that is beyond all, half of the way there.
 * @param drawn percentage
 */
export function unusualPercentage(drawn: number): number {
  return Number(Math.max(UNEXPECTED_PERCENT, Math.min(2 * drawn, (100 + drawn) / 2)).toPrecision(3));
}

/** What is left of the tail of durations beyond a timeout, which nobody has drawn. */
const RARE_PERCENT = 0.01;

/** Percentage of the work that ends as failed in the drawing; 0 where that is rare. */
export function failedPercentage(context: EmitContext, resource: string): number {
  const { completedPerSecond = 0, failedPerSecond = 0 } = context.figures?.resources[resource] ?? {};
  const percent = failedPerSecond === 0 ? 0 : (100 * failedPerSecond) / (failedPerSecond + completedPerSecond);
  return percent < RARE_PERCENT ? 0 : percent;
}

/** Share of a limit at which its alarm goes off: late enough to mean something, early enough to act. */
export const NEAR_LIMIT = 0.8;

/** A limit as the evaluation found it. */
export function limitOf(context: EmitContext, resource: Resource, id: string) {
  return context.figures?.resources[resource.id]?.limits.find((limit) => limit.id === id);
}

/** The first of several connections of one kind between the same two resources, where it is not this one. */
export function earlierTwin(connection: Connection): Connection | undefined {
  const { from, to, kind } = connection;
  const first = from.resource.outbound.find(
    (each) => each.kind.id === kind.id && each.to.resource.id === to.resource.id,
  );
  return first && first.id !== connection.id ? first : undefined;
}

/** `billing → charge-card: Event source mapping, batch 10 · max 20`. */
export function inWords({ from, to, kind, config }: Connection): string {
  const badge = kind.badge(config);
  return `${from.resource.name} → ${to.resource.name}: ${kind.title}${badge === undefined ? '' : `, ${badge}`}`;
}
