/** Parts of the generated stack that a pipe asks for. */
import type { ConnectionCode, EmitContext, Helper } from '#shared/model/cdk';
import { type Code, quote } from '#shared/model/code';
import type { Resource } from '#shared/model/graph';

/** Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-pipes-permissions.html, 2026-11-27. */
export const pipeHelper: Helper = {
  name: 'pipe',
  kind: 'method',
  imports: {
    iam: 'aws-cdk-lib/aws-iam',
    logs: 'aws-cdk-lib/aws-logs',
    pipes: 'aws-cdk-lib/aws-pipes',
  },
  code: `
    /** A pipe in a scope of its own, with its role, which may do what is drawn and nothing else, and its log. */
    #pipe(
      id: string,
      { writesLogs, ...props }: Omit<pipes.CfnPipeProps, 'roleArn'> & { readonly writesLogs: boolean },
    ): pipes.CfnPipe {
      const scope = new Construct(this, id);
      const conditions = { StringEquals: { 'aws:SourceAccount': this.account } };
      const role = new iam.Role(scope, 'Role', {
        assumedBy: new iam.ServicePrincipal('pipes.amazonaws.com', { conditions }),
      });
      const log = writesLogs
        ? new logs.LogGroup(scope, 'Log', {
            // Log groups of this prefix spare the account's resource policy for logs, which has little room.
            logGroupName: \`/aws/vendedlogs/pipes/\${this.stackName}-\${id}\`,
            retention: logs.RetentionDays.ONE_MONTH,
            removalPolicy: RemovalPolicy.DESTROY,
          })
        : undefined;
      const pipe = new pipes.CfnPipe(scope, 'Pipe', {
        roleArn: role.roleArn,
        ...(log && {
          logConfiguration: { cloudwatchLogsLogDestination: { logGroupArn: log.logGroupArn }, level: 'ERROR' },
        }),
        ...props,
      });
      // AWS looks whether the pipe may poll when it is made.
      pipe.node.addDependency(role);
      return pipe;
    }`,
};

const allowPipeHelper: Helper = {
  name: 'allowPipe',
  kind: 'method',
  imports: { iam: 'aws-cdk-lib/aws-iam', pipes: 'aws-cdk-lib/aws-pipes' },
  code: `
    /** Allows a pipe these actions on one resource. */
    #allowPipe(pipe: pipes.CfnPipe, resourceArn: string, ...actions: string[]): void {
      const grantee = pipe.node.scope!.node.findChild('Role') as iam.Role;
      iam.Grant.addToPrincipal({ grantee, actions, resourceArns: [resourceArn] });
    }`,
};

const allowPipeKeyHelper: Helper = {
  name: 'allowPipeKey',
  kind: 'method',
  imports: {
    iam: 'aws-cdk-lib/aws-iam',
    kms: 'aws-cdk-lib/aws-kms',
    pipes: 'aws-cdk-lib/aws-pipes',
  },
  code: `
    /** Allows a pipe to use the key of a resource, where it has one. */
    #allowPipeKey(pipe: pipes.CfnPipe, key: kms.IKey | undefined, ...actions: string[]): void {
      key?.grant(pipe.node.scope!.node.findChild('Role') as iam.Role, ...actions);
    }`,
};

interface Permission {
  readonly actions: readonly string[];
  readonly arn: Code;
  readonly key?: { readonly of: Code; readonly actions: readonly string[] } | undefined;
}

/** The statements that let a pipe poll or call something. */
export function allowForPipe(
  pipe: Resource,
  { actions, arn, key }: Permission,
  context: EmitContext,
): Pick<ConnectionCode, 'statements' | 'helpers'> {
  const member = `this.${context.member(pipe)}`;
  const listed = (all: readonly string[]): Code => all.map(quote).join(', ');
  return {
    statements: [
      `this.#allowPipe(${member}, ${arn}, ${listed(actions)});`,
      ...(key ? [`this.#allowPipeKey(${member}, ${key.of}, ${listed(key.actions)});`] : []),
    ],
    helpers: [allowPipeHelper, ...(key ? [allowPipeKeyHelper] : [])],
  };
}
