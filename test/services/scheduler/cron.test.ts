import { describe, expect, it } from 'vitest';
import { readCron } from '#shared/services/scheduler/cron';

const read = (text: string) => {
  const cron = readCron(text);
  if ('fault' in cron) throw new Error(cron.fault);
  return cron;
};
const perYear = (text: string): number => {
  const { minutes, dayShare } = read(text);
  return minutes.length * dayShare * 365.2425;
};

/** Days of the 400 years after which the calendar repeats on which a day is due, counted one by one. */
function counted(isDue: (day: number, weekday: number, month: number, last: number) => boolean): number {
  let due = 0;
  for (
    const date = new Date(Date.UTC(2000, 0, 1));
    date.getUTCFullYear() < 2400;
    date.setUTCDate(date.getUTCDate() + 1)
  ) {
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    if (isDue(date.getUTCDate(), date.getUTCDay() + 1, date.getUTCMonth() + 1, last)) due++;
  }
  return due / 400;
}

describe('a cron expression', () => {
  it.each([
    ['0 2 * * ? *', 1],
    ['*/5 * * * ? *', 288],
    ['0/15 8-17 * * ? *', 40],
    ['10,40 22-1 * * ? *', 8],
    ['59 23 * * ? 2027', 1],
  ])('%s is due %d times a day', (text, times) => {
    const { minutes, dayShare } = read(text);
    expect(minutes).toHaveLength(times);
    expect(dayShare).toBeCloseTo(1, 12);
  });

  it.each<[string, Parameters<typeof counted>[0]]>([
    ['0 9 1 * ? *', (day) => day === 1],
    ['0 9 31 * ? *', (day) => day === 31],
    ['0 9 29 FEB ? *', (day, _, month) => day === 29 && month === 2],
    ['0 9 L * ? *', (day, _, __, last) => day === last],
    ['0 9 1,15 jan-mar ? *', (day, _, month) => (day === 1 || day === 15) && month <= 3],
    ['0 9 ? * MON-FRI *', (_, weekday) => weekday >= 2 && weekday <= 6],
    ['0 9 ? * FRI-MON *', (_, weekday) => weekday >= 6 || weekday <= 2],
    ['0 9 ? * 3#2 *', (day, weekday) => weekday === 3 && day > 7 && day <= 14],
    ['0 9 ? * 6L *', (day, weekday, _, last) => weekday === 6 && day > last - 7],
    ['0 9 ? * 2#5 *', (day, weekday) => weekday === 2 && day > 28],
  ])('%s is due on as many days as the calendar has', (text, isDue) => {
    // Weekdays do not fall quite evenly on the days of the month: within 1 % of the calendar's count.
    expect(perYear(text) / counted(isDue)).toBeCloseTo(1, 2);
  });

  it('is taken with what people write around it', () => {
    expect(readCron(' cron(0 2 * * ? *) ')).toEqual(readCron('0 2 * * ? *'));
  });

  it.each([
    ['0 2 * * *', /has 5 fields/],
    ['0 2 * * * *', /must have \?/],
    ['0 2 ? * ? *', /must have \?/],
    ['60 2 * * ? *', /has 60 as the minutes/],
    ['0 2 32 * ? *', /has 32 as the day of the month/],
    ['0 2 ? * MOO *', /has MOO as the day of the week/],
    ['0 2 ? * 2#6 *', /# is followed by 1 to 5/],
    ['0/0 2 * * ? *', /has 0\/0 as the minutes/],
    ['0-5-9 2 * * ? *', /as the minutes/],
    [', 2 * * ? *', /has nothing as the minutes/],
    ['0 2 * * ? 1900', /as the year/],
  ])('%s is refused with the reason', (text, fault) => {
    expect(readCron(text)).toMatchObject({ fault: expect.stringMatching(fault) as string });
  });
});
