import { randomUUID } from 'node:crypto';
import { v7 } from 'uuid';
import type { ErasureId, EventId, RegistrationId, SubjectId } from '../domain/id.ts';
import type { Ids } from '../ports.ts';

export const ids: Ids = {
  event: (at) => v7({ msecs: at.epochMilliseconds }) as EventId,
  subject: () => randomUUID() as SubjectId,
  registration: () => randomUUID() as RegistrationId,
  erasure: () => randomUUID() as ErasureId,
};
