import { describe, expect, it } from 'vitest';
import { readServiceQuotas } from '#shared/document/service-quotas';
import { services } from '#shared/services/registry';

/** As Service Quotas prints them, cut to two of the many of Lambda. */
const lambda = {
  Quotas: [
    {
      ServiceCode: 'lambda',
      ServiceName: 'AWS Lambda',
      QuotaArn: 'arn:aws:servicequotas:eu-west-1:123456789012:lambda/L-B99A9384',
      QuotaCode: 'L-B99A9384',
      QuotaName: 'Concurrent executions',
      Value: 10,
      Unit: 'None',
      Adjustable: true,
      GlobalQuota: false,
    },
    { ServiceCode: 'lambda', QuotaCode: 'L-2ACBD22F', QuotaName: 'Function and layer storage', Value: 75 },
  ],
};
const api = { Quotas: [{ ServiceCode: 'apigateway', QuotaCode: 'L-8A5B8E43', Value: 20_000 }] };
const read = (value: unknown) => readServiceQuotas(JSON.stringify(value), services);
const problem = (text: string): string => {
  const result = readServiceQuotas(text, services);
  return 'problem' in result ? result.problem : 'it was read';
};

describe('what list-service-quotas prints', () => {
  it('gives the values of the quotas that are known, the Region, and how many others there are', () => {
    expect(read(lambda)).toEqual({
      quotas: { 'lambda/concurrent-executions': 10 },
      others: 1,
      regions: ['eu-west-1'],
    });
  });

  it('may be a list of its answers, or the bare list of quotas', () => {
    const both = { 'lambda/concurrent-executions': 10, 'api-gateway/account-rate': 20_000 };
    expect(read([lambda, api])).toMatchObject({ quotas: both });
    expect(read([...lambda.Quotas, ...api.Quotas])).toMatchObject({ quotas: both });
  });
});

describe('what is something else', () => {
  it.each([
    ['nothing', ' ', 'there is nothing to read'],
    ['a table', '| ListServiceQuotas |', 'line 1, column 1'],
    ['JSON that was cut off', '{"Quotas": [{"QuotaCode": "L-B99A9384", ', 'line 1'],
    ['other JSON', '{"Functions": []}', 'this is other JSON'],
    ['no quotas', '{"Quotas": []}', 'its list of quotas is empty'],
    [
      'a quota without a value',
      '{"Quotas": [{"QuotaCode": "L-B99A9384"}]}',
      'quota 1 of the list has no text “QuotaCode”',
    ],
    ['a negative value', '{"Quotas": [{"QuotaCode": "L-B99A9384", "Value": -1}]}', 'quota 1 of the list'],
    ['a number', '7', 'this is other JSON'],
  ])('%s is told in a sentence that says what was expected', (_what, text, sentence) => {
    expect(problem(text)).toContain(sentence);
    expect(problem(text)).toContain('aws service-quotas list-service-quotas');
  });

  it('quotas of which none is known are told with the codes that are', () => {
    expect(problem('{"Quotas": [{"QuotaCode": "L-0263D0A3", "Value": 5}]}')).toMatch(
      /none of its 1 quotas.*L-B99A9384/,
    );
  });
});
