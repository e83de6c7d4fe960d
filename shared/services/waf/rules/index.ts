/** The rules of this service, one a file. */
import type { Config } from '#shared/model/graph';
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { WebAclConfig } from '../config';
import { bodiesAreSeenWhole } from './bodies-are-seen-whole';
import { callersDoNotPassBy } from './callers-do-not-pass-by';
import { capacityUnitsAreInThePrice } from './capacity-units-are-in-the-price';
import { oneScope } from './one-scope';
import { oneWebAclEach } from './one-web-acl-each';
import { originsAreNotOpenBesideIt } from './origins-are-not-open-beside-it';
import { rateRuleIsNoThrottle } from './rate-rule-is-no-throttle';
import { webAclProtectsSomething } from './web-acl-protects-something';

export const rules: readonly ResourceRule<WebAclConfig>[] = [
  bodiesAreSeenWhole,
  capacityUnitsAreInThePrice,
  webAclProtectsSomething,
];

export const protectsRules: readonly ConnectionRule<Config, 'filter', 'http'>[] = [
  callersDoNotPassBy,
  oneScope,
  oneWebAclEach,
  originsAreNotOpenBesideIt,
  rateRuleIsNoThrottle,
];
