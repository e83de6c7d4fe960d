import type { ResourceRule } from '#shared/model/rule';
import { type BusConfig, isPartnerSource } from '../config';

export const partnerSourceHasItsForm: ResourceRule<BusConfig> = {
  id: 'eventbridge/partner-source-has-its-form',
  title: 'a partner event bus has the name of a partner event source',
  severity: 'error',
  category: 'limits',
  why: 'A partner event bus is called as its event source is: aws.partner, the partner, and one or more parts that the partner chooses, with slashes between. EventBridge refuses another name.',
  source: 'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_CreateEventBus.html',
  asOf: '2026-11-27',
  check({ id, name, config: { bus, partnerSource } }, report) {
    if (bus !== 'partner' || isPartnerSource(partnerSource)) return;
    const given = partnerSource.trim();
    report(
      { resource: id, field: 'partnerSource' },
      `${name} is a partner event bus ${given === '' ? 'without the name of its event source' : `but ${given} is no partner event source`}: state its name, such as aws.partner/appflow/salesforce.com/123456789012/accounts`,
    );
  },
};
