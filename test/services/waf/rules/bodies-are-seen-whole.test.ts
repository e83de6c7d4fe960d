import { bodiesAreSeenWhole } from '#shared/services/waf/rules/bodies-are-seen-whole';
import { aClient, anApi, aWebAcl, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

const web = (payload: number, acl: Record<string, unknown> = {}) => [
  aClient('viewers', { payload }),
  aWebAcl('acl', acl),
  anApi(),
  joined('client/http-request', 'viewers', 'acl'),
  joined('waf/protects', 'acl', 'api'),
];

testRule(bodiesAreSeenWhole, {
  valid: {
    'small bodies': web(1024),
    'large bodies that are blocked': web(100_000, { blocksOversize: true }),
    'bodies within a larger limit': web(40_000, { bodyLimit: '48' }),
  },
  invalid: {
    'bodies that a larger limit covers': {
      drawn: web(40_960),
      message:
        'requests have 40 KiB on average but the rules of acl see 16 KiB: let them see 48 KB, or block what is larger',
      at: { resource: 'acl', field: 'bodyLimit' },
      remedy: 'Let them see 48 KB',
    },
    'bodies beyond every limit': {
      drawn: web(102_400, { bodyLimit: '64' }),
      message: 'requests have 100 KiB on average but the rules of acl see 64 KiB: block what is larger',
      at: { resource: 'acl', field: 'blocksOversize' },
      remedy: 'Block larger bodies',
    },
  },
});
