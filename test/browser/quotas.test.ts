import { afterEach, beforeEach, expect, it } from 'vitest';
import { type AppPage, expectNoBarriers, inspector, openApp, openExample, saved, withBrowser } from './app-page';

withBrowser();

let app: AppPage;
beforeEach(async () => {
  app = await openApp();
  await openExample(app.page, 'REST API');
});
afterEach(async () => {
  expect(app.troubles).toEqual([]);
  await app.close();
});

const requests = () => app.page.getByRole('region', { name: 'Quota increases to request' });
const profile = () => inspector(app.page).getByLabel('Quotas of');
const answer = (value: number): string =>
  JSON.stringify({
    Quotas: [
      {
        ServiceCode: 'lambda',
        QuotaArn: 'arn:aws:servicequotas:eu-west-1:123456789012:lambda/L-B99A9384',
        QuotaCode: 'L-B99A9384',
        QuotaName: 'Concurrent executions',
        Value: value,
      },
    ],
  });

it('what AWS would have to raise is a line to copy, and granted it makes room', async () => {
  const { page } = app;
  const before = await saved(page);
  await page.keyboard.press('Control+2');
  await requests().getByText('1,000').waitFor();
  await expectNoBarriers(page, '.panels');
  await requests().getByRole('button', { name: 'Copy the line' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    'aws service-quotas request-service-quota-increase --service-code lambda --quota-code L-B99A9384 --desired-value 1400 --region us-east-1',
  );
  const refused = page.getByText(/no concurrency is free/);
  await refused.first().waitFor();
  await requests().getByRole('button', { name: 'Try it as granted' }).click();
  await requests().waitFor({ state: 'detached' });
  await expect.poll(() => refused.count()).toBe(0);
  expect(await profile().inputValue()).toBe('own');
  await page.keyboard.press('Control+z');
  await requests().waitFor();
  expect(await saved(page)).toBe(before);
});

it('the quotas of a new account are one choice, and one step to undo', async () => {
  const { page } = app;
  const before = await saved(page);
  await profile().selectOption('A new account');
  expect(JSON.parse(await saved(page))).toMatchObject({ account: { quotas: { 'lambda/concurrent-executions': 10 } } });
  await page.getByText('sustains 8.87/s').waitFor();
  await profile().selectOption('AWS’s defaults');
  expect(await saved(page)).toBe(before);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  expect(await saved(page)).toBe(before);
});

it.each(['light', 'dark'] as const)(
  'takes what Service Quotas prints, or says what it expected (%s)',
  async (theme) => {
    await app.close();
    app = await openApp({ theme });
    const { page } = app;
    await openExample(page, 'REST API');
    await inspector(page).getByRole('button', { name: 'From AWS…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Quotas from AWS' });
    const text = dialog.getByLabel('Output of list-service-quotas');
    const take = dialog.getByRole('button', { name: 'Take them' });
    expect(await take.isDisabled()).toBe(true);
    await text.fill('{"Quotas": [');
    await dialog.getByText(/^line 1, column 13: .*expected is what/).waitFor();
    expect(await take.isDisabled()).toBe(true);
    await expectNoBarriers(page, 'dialog');
    await text.fill(answer(3000));
    await dialog.getByText('Concurrent executions 3,000').waitFor();
    await dialog.getByText('These are of eu-west-1, and the design runs in us-east-1.').waitFor();
    await expectNoBarriers(page, 'dialog');
    await take.click();
    await dialog.waitFor({ state: 'detached' });
    expect(await profile().inputValue()).toBe('own');
    expect(await inspector(page).getByLabel('Concurrent executions', { exact: true }).inputValue()).toBe('3,000');
    await page.getByText(/^sustains 2,6/).waitFor();
  },
);
