/** What a web ACL needs in a template. */
import { mentions, same } from '../policies';
import { need, type Properties, type Wiring } from './reader';

export const waf: Wiring = {
  'waf/protects': ({ from, to }, template) => {
    const { id, Properties: acl } = template.main(from.resource);
    const arn = { 'Fn::GetAtt': [id, 'Arn'] };
    const isGlobal = to.resource.service.id === 'cloudfront';
    const distribution = template.main(to.resource).Properties?.['DistributionConfig'] as Properties | undefined;
    const isAttached = isGlobal
      ? same(distribution?.['WebACLId'], arn)
      : template.some(
          'AWS::WAFv2::WebACLAssociation',
          (association) =>
            same(association['WebACLArn'], arn) && mentions(association['ResourceArn'], template.main(to.resource).id),
        );
    const { hasRateRule, rateLimit, rateWindow } = from.resource.config;
    const rate = { AggregateKeyType: 'IP', Limit: rateLimit, EvaluationWindowSec: Number(rateWindow) };
    const rules = acl?.['Rules'] as readonly Properties[];
    const isRateLimited = rules.some((rule) => same(rule['Statement'], { RateBasedStatement: rate }));
    return [
      ...need(isAttached, 'not attached'),
      ...need(acl?.['Scope'] === (isGlobal ? 'CLOUDFRONT' : 'REGIONAL'), 'another scope'),
      ...need(isRateLimited === hasRateRule, 'another rate rule'),
    ];
  },
};
