/** Edits of scenarios and assertions: put by id, whole. */
import type { z } from 'zod';
import { type Assertion, assertionSchema } from './assertion';
import { type Attempt, type Edit, find, isJson, put, Refused, without } from './edit-result';
import { problemOf, quote, sayPath } from './say';
import { type Scenario, scenarioSchema } from './scenario';
import type { ProjectDocument } from './schema';

export function putScenario(document: ProjectDocument, { scenario }: Edit<'put-scenario'>): Attempt {
  const parsed = whole('scenario', scenario, scenarioSchema);
  if (parsed instanceof Refused) return parsed;
  const checked = parsed as Scenario;
  const before = find(document.scenarios, checked.id);
  return {
    document: { ...document, scenarios: put(document.scenarios, checked) },
    inverse: before ? { do: 'put-scenario', scenario: { ...before } } : { do: 'remove-scenario', id: checked.id },
  };
}

export function removeScenario(document: ProjectDocument, { id }: Edit<'remove-scenario'>): Attempt {
  const scenario = find(document.scenarios, id);
  if (!scenario) return new Refused(`there is no scenario ${quote(id)}`);
  return {
    document: { ...document, scenarios: without(document.scenarios, id) },
    inverse: { do: 'put-scenario', scenario: { ...scenario } },
  };
}

export function putAssertion(document: ProjectDocument, { assertion }: Edit<'put-assertion'>): Attempt {
  const parsed = whole('assertion', assertion, assertionSchema);
  if (parsed instanceof Refused) return parsed;
  const checked = parsed as Assertion;
  const before = find(document.assertions, checked.id);
  return {
    document: { ...document, assertions: put(document.assertions, checked) },
    inverse: before ? { do: 'put-assertion', assertion: { ...before } } : { do: 'remove-assertion', id: checked.id },
  };
}

export function removeAssertion(document: ProjectDocument, { id }: Edit<'remove-assertion'>): Attempt {
  const assertion = find(document.assertions, id);
  if (!assertion) return new Refused(`there is no assertion ${quote(id)}`);
  return {
    document: { ...document, assertions: without(document.assertions, id) },
    inverse: { do: 'put-assertion', assertion: { ...assertion } },
  };
}

/** The value with its defaults filled in, or why it is not what it should be. */
function whole(word: string, value: { readonly id: string }, schema: z.ZodType): unknown {
  if (!isJson(value)) return new Refused(`the ${word} ${value.id} holds a value that a project file cannot hold`);
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, what } = problemOf(parsed.error, value);
  return new Refused(`the ${word} ${value.id} is not complete: ${sayPath(path)} ${what}`);
}
