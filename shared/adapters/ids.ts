import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type {
  AskId,
  CookieChoiceId,
  DisclosureId,
  ErasureId,
  EventId,
  HoldId,
  RectificationId,
  RegistrationId,
  RequestId,
  SubjectId,
  WithdrawalId,
} from '../domain/id.ts';
import type { Ids } from '../ports.ts';

export const ids: Ids = {
  event: (at) => v7({ msecs: at.epochMilliseconds }) as EventId,
  subject: () => randomUUID() as SubjectId,
  registration: () => randomUUID() as RegistrationId,
  erasure: () => randomUUID() as ErasureId,
  rectification: () => randomUUID() as RectificationId,
  withdrawal: () => randomUUID() as WithdrawalId,
  ask: () => randomUUID() as AskId,
  request: () => randomUUID() as RequestId,
  cookieChoice: () => randomUUID() as CookieChoiceId,
  disclosure: (subjectId) => `${subjectId}.${randomUUID()}` as DisclosureId,
  hold: (subjectId) => `${subjectId}.${randomUUID()}` as HoldId,
};
