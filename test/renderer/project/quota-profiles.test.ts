import { expect, it } from 'vitest';
import { applyEdit } from '#shared/document/edit';
import type { ProjectDocument } from '#shared/document/schema';
import { profileOf, type QuotaProfile, quotasOf } from '../../../renderer/project/quota-profiles';
import { aDocument, aFunction, anAccount } from '../../support/builders';

const own = aDocument(
  aFunction('work'),
  anAccount({ quotas: { 'lambda/concurrent-executions': 3000, 'else/limit': 7 } }),
);
const withProfile = (document: ProjectDocument, profile: QuotaProfile): ProjectDocument => {
  const quotas = quotasOf(profile, document.account);
  return quotas ? applyEdit(document, { do: 'set-account', quotas }).document : document;
};

it('an account without figures has AWS’s defaults', () => {
  expect(profileOf(aDocument(aFunction('work')).account)).toBe('aws');
  expect(profileOf(own.account)).toBe('own');
});

it('a new account has 10 concurrent executions', () => {
  const { account } = withProfile(own, 'new');
  expect(account.quotas['lambda/concurrent-executions']).toBe(10);
  expect(profileOf(account)).toBe('new');
});

it('back to the defaults clears what is known, and leaves what this build does not know', () => {
  const { account } = withProfile(withProfile(own, 'new'), 'aws');
  expect(account.quotas).toEqual({ 'else/limit': 7 });
  expect(profileOf(account)).toBe('aws');
});
