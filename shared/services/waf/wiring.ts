/** How a web ACL comes before what it protects in an exported CDK app. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { quote } from '#shared/model/code';
import type { Config, Connection } from '#shared/model/graph';
import { isGlobal } from './attachment';

type Protects = Connection<Config, 'filter', 'http'>;

export const wiring = {
  protects(connection: Protects, context: EmitContext): ConnectionCode {
    const { from, to } = connection;
    const arn = `this.${context.member(from.resource)}.attrArn`;
    const first = to.resource.inbound.find((each) => each.from.contract === 'filter');
    if (first && first.id !== connection.id) {
      return {
        impossible: `${to.resource.name} has two web ACLs, ${first.from.resource.name} and ${from.resource.name}`,
      };
    }
    if (to.terms.webAcl === 'global') {
      return {
        properties: { [to.resource.id]: { webAclId: arn } },
        references: [{ holder: to.resource.id, target: from.resource.id, by: 'property' }],
      };
    }
    if (isGlobal(from.resource)) {
      return {
        impossible: `${from.resource.name} protects a distribution, and cannot protect ${to.resource.name} too`,
      };
    }
    const api = `this.${context.member(to.resource)}`;
    const id = quote(`${context.constructId(to.resource)}Association`);
    return {
      imports: { wafv2: 'aws-cdk-lib/aws-wafv2' },
      statements: [
        `new wafv2.CfnWebACLAssociation(this.${context.member(from.resource)}, ${id}, { resourceArn: ${api}.deploymentStage.stageArn, webAclArn: ${arn} });`,
      ],
    };
  },
};
