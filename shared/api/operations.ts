import type { Operation } from './operation.ts';
import { consents } from './operations/consents.ts';
import { cookies } from './operations/cookies.ts';
import { holds } from './operations/holds.ts';
import { licences } from './operations/licences.ts';
import { pages } from './operations/pages.ts';
import { people } from './operations/people.ts';
import { registrations } from './operations/registrations.ts';
import { requestDecisions } from './operations/request-decisions.ts';
import { requests } from './operations/requests.ts';
import { staff } from './operations/staff.ts';
import { staffPages } from './operations/staff-pages.ts';
import { system } from './operations/system.ts';
import { tasks } from './operations/tasks.ts';

/** Every call of the HTTP interface, one entry for each trigger. */
export const operations: readonly Operation[] = [
  ...registrations,
  ...consents,
  ...licences,
  ...requests,
  ...requestDecisions,
  ...people,
  ...holds,
  ...tasks,
  ...staff,
  ...cookies,
  ...system,
  ...pages,
  ...staffPages,
];
