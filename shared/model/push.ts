/** Permission to push to the connections of an API, in an exported CDK app. */
import type { Helper } from './cdk';
import type { Code } from './code';

export const allowPushes: Helper = {
  name: 'allowPushes',
  kind: 'method',
  imports: { apigatewayv2: 'aws-cdk-lib/aws-apigatewayv2', iam: 'aws-cdk-lib/aws-iam' },
  code: `
    /**
     * Allows messages to the connections of an API, and neither a look at them nor their end. Their ids are not known
     * beforehand, so that the resource ends in a star; how the id of the API gets here is known once all stacks are made.
     */
    #allowPushes(api: apigatewayv2.WebSocketApi, grantee: iam.IGrantable): void {
      const arn = this.formatArn({
        service: 'execute-api',
        resource: api.apiId,
        resourceName: 'prod/POST/@connections/*',
      });
      iam.Grant.addToPrincipal({ grantee, actions: ['execute-api:ManageConnections'], resourceArns: [arn] });
      const flat = (value: unknown): string => {
        if (typeof value !== 'object' || value === null) return String(value);
        const { Ref: ref, 'Fn::Join': parts } = value as { Ref?: string; 'Fn::Join'?: [string, unknown[]] };
        if (parts) return parts[1].map(flat).join(parts[0]);
        return ref === undefined ? JSON.stringify(value) : \`<\${ref}>\`;
      };
      const validate = (): string[] => {
        Validations.of(this).acknowledge({
          id: \`AwsSolutions-IAM5[Resource::\${flat(this.resolve(arn))}]\`,
          reason: 'Connections of one API, whose ids are not known beforehand.',
        });
        return [];
      };
      this.node.addValidation({ validate });
    }`,
};

/** Address of an API's stage at which messages for its connections are posted. */
export const callbackUrl = (api: Code): Code =>
  `\`https://\${${api}.apiId}.execute-api.\${this.region}.\${this.urlSuffix}/prod\``;
