/** Edits of what surrounds the drawing: the project's name, the account, what was acknowledged. */
import type { ProjectEdit } from '#shared/model/edit';
import { compareAcknowledgements, subjectKey } from './acknowledged';
import { type Attempt, type Edit, find, isJson, Refused } from './edit-result';
import { quote } from './say';
import type { ProjectAccount, ProjectDocument } from './schema';

export function setName(document: ProjectDocument, { name }: Edit<'set-name'>): Attempt {
  const inverse = { do: 'set-name', name: document.name } as const;
  return { document: name === document.name ? document : { ...document, name }, inverse };
}

export function setAccount(document: ProjectDocument, { region, quotas, freeTier }: Edit<'set-account'>): Attempt {
  if (region === '') return new Refused('a region must have a name');
  const { freeTier: countsFreeTier = false, ...before } = document.account;
  const changed = Object.entries(quotas ?? {});
  const bad = changed.find(
    ([id, value]) => id === '__proto__' || (value !== null && !(value >= 0 && value < Infinity)),
  );
  if (bad) return new Refused(`the quota ${bad[0]} cannot be ${bad[1]}: a number of 0 or more`);
  const left = Object.entries(before.quotas).filter(([id]) => !Object.hasOwn(quotas ?? {}, id));
  const set = changed.filter((entry): entry is [string, number] => entry[1] !== null);
  const account: ProjectAccount = {
    ...before,
    region: region ?? before.region,
    quotas: quotas ? Object.fromEntries([...left, ...set]) : before.quotas,
    ...((freeTier ?? countsFreeTier) ? { freeTier: true } : {}),
  };
  const restored = changed.map(([id]) => [id, Object.hasOwn(before.quotas, id) ? before.quotas[id] : null] as const);
  const inverse: ProjectEdit = {
    do: 'set-account',
    ...(region === undefined ? {} : { region: before.region }),
    ...(quotas ? { quotas: Object.fromEntries(restored) as Record<string, number | null> } : {}),
    ...(freeTier === undefined ? {} : { freeTier: countsFreeTier }),
  };
  return { document: { ...document, account }, inverse };
}

export function acknowledge(document: ProjectDocument, { acknowledgement }: Edit<'acknowledge'>): Attempt {
  const { rule, resource, connection } = acknowledgement;
  if (resource !== undefined && !find(document.resources, resource)) {
    return new Refused(`there is no resource ${quote(resource)} of which ${rule} could be acknowledged`);
  }
  if (connection !== undefined && !find(document.connections, connection)) {
    return new Refused(`there is no connection ${quote(connection)} of which ${rule} could be acknowledged`);
  }
  if (!isJson(acknowledgement))
    return new Refused(`the acknowledgement of ${rule} holds what a project file cannot hold`);
  const subject = subjectKey(acknowledgement);
  const before = document.acknowledged.find((each) => subjectKey(each) === subject);
  const others = document.acknowledged.filter((each) => each !== before);
  return {
    document: { ...document, acknowledged: [...others, acknowledgement].toSorted(compareAcknowledgements) },
    inverse: before
      ? { do: 'acknowledge', acknowledgement: before }
      : {
          do: 'unacknowledge',
          rule,
          ...(resource === undefined ? {} : { resource }),
          ...(connection === undefined ? {} : { connection }),
        },
  };
}

export function unacknowledge(document: ProjectDocument, edit: Edit<'unacknowledge'>): Attempt {
  const subject = subjectKey(edit);
  const acknowledgement = document.acknowledged.find((each) => subjectKey(each) === subject);
  if (!acknowledgement) return new Refused(`${edit.rule} is not acknowledged there`);
  return {
    document: { ...document, acknowledged: document.acknowledged.filter((each) => each !== acknowledgement) },
    inverse: { do: 'acknowledge', acknowledgement },
  };
}
