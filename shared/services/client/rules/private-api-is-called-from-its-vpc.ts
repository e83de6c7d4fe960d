import { set } from '#shared/model/remedy';
import type { ConnectionRule } from '#shared/model/rule';
import type { HttpRequestConfig } from '../call-config';

export const privateApiIsCalledFromItsVpc: ConnectionRule<HttpRequestConfig, 'http-call', 'http'> = {
  id: 'client/private-api-is-called-from-its-vpc',
  title: 'a private API is called from inside its VPC',
  severity: 'error',
  category: 'semantics',
  why: 'A private API has no public address: it is reached through a VPC endpoint, from inside the VPC, by VPN or by Direct Connect. A caller on the internet cannot reach it.',
  source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-private-apis.html',
  asOf: '2026-11-23',
  check({ from, to }, report) {
    if (to.terms.reach !== 'private' || from.terms.inVpc) return;
    report(
      { resource: from.resource.id, field: 'inVpc' },
      `${to.resource.name} is private but ${from.resource.name} is outside its VPC: put the caller inside, or make the API regional`,
      set(`Put ${from.resource.name} inside the VPC`, { resource: from.resource.id }, 'inVpc', true),
    );
  },
};
