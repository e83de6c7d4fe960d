import { urlIsHttps } from '#shared/services/http-endpoint/rules/url-is-https';
import { anEndpoint } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(urlIsHttps, {
  valid: {
    'an HTTPS address': [anEndpoint()],
    'one with a port and a query': [anEndpoint('bank', { url: 'https://api.example.com:8443/v1?of=us' })],
  },
  invalid: {
    'plain HTTP': {
      drawn: [anEndpoint('bank', { url: 'http://bank.example.com' })],
      message: 'http://bank.example.com is no HTTPS address: write it like https://partner.example.com/webhook',
      at: { resource: 'bank', field: 'url' },
    },
    'no address': {
      drawn: [anEndpoint('bank', { url: ' ' })],
      message: 'bank has no address: write it like https://partner.example.com/webhook',
      at: { resource: 'bank', field: 'url' },
    },
  },
});
