import type { StoryContext } from './context.ts';
import {
  contactFormInABrowser,
  formSentAgain,
  formWithABadAddress,
  phoneCallTypedIn,
  signUpForAnEvent,
  signUpInTheSoftware,
} from './intake.ts';
import { licenceEnds, licenceIssued } from './licence.ts';
import {
  erasuresTold,
  everythingErased,
  keptToTheLastMinute,
  licenceErased,
  lookedUp,
  nothingLeft,
  receiptsTold,
  searchFindsHer,
} from './retention.ts';
import type { Step } from './tell-story.ts';

/** One person's data, from the first form until nothing is left of it. */
export const story: readonly Step<StoryContext>[] = [
  {
    when: 'first day',
    title: 'Kari registers in the software, sent as JSON',
    policy: 'P1 P9',
    run: signUpInTheSoftware,
  },
  {
    when: 'first day',
    title: 'The answer got lost, so the software sends it again',
    policy: '',
    run: formSentAgain,
  },
  {
    when: 'first day',
    title: 'She signs up for an event, sent URL-encoded',
    policy: 'P1 P9',
    run: signUpForAnEvent,
  },
  {
    when: 'first day',
    title: 'She fills in the contact form in a browser, multipart',
    policy: 'P1 P12',
    run: contactFormInABrowser,
  },
  {
    when: 'first day',
    title: 'Staff type in her phone call of three days ago',
    policy: 'P1 P9',
    run: phoneCallTypedIn,
  },
  {
    when: 'first day',
    title: 'Somebody mistypes an e-mail address',
    policy: 'P2',
    run: formWithABadAddress,
  },
  {
    when: 'first day',
    title: 'A licence is issued to her: CloudEvent over HTTP',
    policy: 'P10',
    run: licenceIssued,
  },
  {
    when: 'first day',
    title: 'The topic tells whoever subscribes',
    policy: 'P11',
    run: receiptsTold,
  },
  {
    when: 'licence ends',
    title: 'The licence ends: CloudEvent on the Service Bus queue',
    policy: 'P10',
    run: licenceEnds,
  },
  {
    when: 'licence ends',
    title: 'Staff look up what is held of her, and until when',
    policy: 'P7',
    run: lookedUp,
  },
  {
    when: 'licence ends',
    title: 'Every store is searched for her',
    policy: '',
    run: searchFindsHer,
  },
  {
    when: 'licence due',
    title: 'The retention sweep, three months after the licence',
    policy: 'P10',
    run: licenceErased,
  },
  {
    when: 'last minute',
    title: 'The sweep in the last minute of the five years',
    policy: 'P9',
    run: keptToTheLastMinute,
  },
  {
    when: 'everything due',
    title: 'The sweep one minute later',
    policy: 'P9',
    run: everythingErased,
  },
  {
    when: 'everything due',
    title: 'The topic has told of each erasure',
    policy: 'P11',
    run: erasuresTold,
  },
  {
    when: 'everything due',
    title: 'Every store is searched for her again',
    policy: '',
    run: nothingLeft,
  },
];
