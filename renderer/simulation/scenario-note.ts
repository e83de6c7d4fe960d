import type { Scenario } from '#shared/document/scenario';
import { counted, figure, settingTime } from '../design/format';

/** What happens in a scenario, in a sentence. */
export function noteOf({ note, profile, failures }: Scenario & { readonly note?: string }): string {
  if (note !== undefined) return note;
  const trouble = failures.length > 0 ? ` ${counted(failures.length, 'thing goes', 'things go')} wrong meanwhile.` : '';
  switch (profile.kind) {
    case 'constant':
      return `The load as drawn, all the time.${trouble}`;
    case 'ramp':
      return `From ×${figure(profile.from)} to ×${figure(profile.to)} the drawn load within ${settingTime(profile.over)}.${trouble}`;
    case 'spike':
      return `At ${settingTime(profile.at)}, ×${figure(profile.factor)} the drawn load within ${settingTime(profile.rise)}, for ${settingTime(profile.hold)}.${trouble}`;
    case 'daily':
      return `A day's wave from ×${figure(profile.low)} to ×${figure(profile.high)} the drawn load.${trouble}`;
    case 'trace':
      return `${counted(profile.points.length, 'point')} of a load over time.${trouble}`;
    default:
      return profile satisfies never;
  }
}
