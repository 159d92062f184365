import { copyAskedFor, copyFetched, disclosureRecorded, disclosureStays } from './access.ts';
import { filterOpensTheLink, noAnswerCame, oneClick, passerBySignsUp, sheConfirms } from './consent.ts';
import type { StoryContext } from './context.ts';
import { askedAgain, askedInVain, nobodyFound, taskAnswered, verified } from './erasure.ts';
import {
  erasureDone,
  erasureFollowed,
  lettersTypedIn,
  overdue,
  staffReminded,
  timeExtended,
} from './his-erasure.ts';
import { dueAndHeld, holdPlaced, holdReleased } from './hold.ts';
import {
  contactFormWithTheBoxTicked,
  formSentAgain,
  formWithABadAddress,
  phoneCallTypedIn,
  signUpInTheSoftware,
  supportTakesHerIn,
} from './intake.ts';
import { licenceEnds, licenceIssued } from './licence.ts';
import { callErased, licenceErased, lookedUp } from './retention.ts';
import { numberCorrected, objected } from './rights.ts';
import { nothingLeft, searchFindsHer } from './searches.ts';
import type { Step } from './tell-story.ts';
import { erasuresTold, receiptsTold } from './told.ts';
import { browserRefusesCookies, changeAnnounced } from './visitors.ts';

/** One person's data, from the first form until nothing is left of it. */
export const story: readonly Step<StoryContext>[] = [
  {
    when: 'first day',
    title: 'Kari is at Zendesk, TeamViewer and a GoTo webinar',
    policy: 'P11',
    run: supportTakesHerIn,
  },
  {
    when: 'first day',
    title: 'She registers in the software, sent as JSON',
    policy: 'P1 P9',
    run: signUpInTheSoftware,
  },
  {
    when: 'first day',
    title: 'The answer got lost, so the software sends it again',
    policy: '',
    isDrawn: false,
    run: formSentAgain,
  },
  {
    when: 'first day',
    title: 'She visits the site; her browser says no to cookies',
    policy: 'P4',
    run: browserRefusesCookies,
  },
  {
    when: 'first day',
    title: 'The contact form in a browser, the box for news ticked',
    policy: 'P1 P12',
    run: contactFormWithTheBoxTicked,
  },
  {
    when: 'first day',
    title: 'A mail asks her to confirm; a filter opens the link',
    policy: 'P6',
    run: filterOpensTheLink,
  },
  {
    when: 'first day',
    title: 'She presses the button on that page',
    policy: 'P6',
    run: sheConfirms,
  },
  {
    when: 'first day',
    title: 'Staff type in her phone call of three days ago',
    policy: 'P1 P9',
    run: phoneCallTypedIn,
  },
  {
    when: 'first day',
    title: 'Ola asks for the newsletter too, sent URL-encoded',
    policy: 'P1 P6',
    isDrawn: false,
    run: passerBySignsUp,
  },
  {
    when: 'first day',
    title: 'Somebody mistypes an e-mail address',
    policy: 'P2',
    isDrawn: false,
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
    isDrawn: false,
    run: receiptsTold,
  },
  {
    when: 'no answer',
    title: 'The retention sweep: Ola has not answered the mail',
    policy: 'P6',
    isDrawn: false,
    run: noAnswerCame,
  },
  {
    when: 'licence ends',
    title: 'The licence ends: CloudEvent on the Service Bus queue',
    policy: 'P10',
    run: licenceEnds,
  },
  {
    when: 'licence ends',
    title: 'She leaves the news: one click in her mail program',
    policy: 'P6',
    run: oneClick,
  },
  {
    when: 'licence ends',
    title: 'Staff look up what is held of her, and until when',
    policy: 'P7',
    run: lookedUp,
  },
  {
    when: 'licence ends',
    title: 'The police ask; staff record what was handed over',
    policy: 'P8',
    run: disclosureRecorded,
  },
  {
    when: 'licence ends',
    title: 'She asks for a copy, and so does somebody unknown',
    policy: 'P7',
    run: copyAskedFor,
  },
  {
    when: 'licence ends',
    title: 'She confirms, and fetches it',
    policy: 'P7',
    run: copyFetched,
  },
  {
    when: 'licence ends',
    title: 'She has a new number',
    policy: 'P7 P11',
    run: numberCorrected,
  },
  {
    when: 'licence ends',
    title: 'She objects to what she need not accept',
    policy: 'P5 P7',
    run: objected,
  },
  {
    when: 'licence ends',
    title: 'Every store is searched for her',
    policy: '',
    run: searchFindsHer,
  },
  {
    when: 'licence ends',
    title: 'Two letters from Ola; the second says: erase me',
    policy: 'P1 P7',
    run: lettersTypedIn,
  },
  {
    when: 'licence ends',
    title: 'A change of the policy is announced',
    policy: 'P12',
    run: changeAnnounced,
  },
  {
    when: 'licence ends',
    title: 'Ola confirms by the link, and follows it on his page',
    policy: 'P7 P11',
    run: erasureFollowed,
  },
  {
    when: 'licence ends',
    title: 'It takes its time: staff extend the day for the answer',
    policy: 'P7',
    run: timeExtended,
  },
  {
    when: 'answer near',
    title: 'The day for the answer comes near',
    policy: 'P7 P11',
    run: staffReminded,
  },
  {
    when: 'licence due',
    title: 'The day is over, and he has no answer',
    policy: 'P7',
    run: overdue,
  },
  {
    when: 'licence due',
    title: 'Staff see to the task: TeamViewer is asked again',
    policy: 'P7 P11',
    run: erasureDone,
  },
  {
    when: 'licence due',
    title: 'The retention sweep, three months after the licence',
    policy: 'P10',
    run: licenceErased,
  },
  {
    when: 'call due',
    title: 'The sweep, five years after the phone call',
    policy: 'P9',
    isDrawn: false,
    run: callErased,
  },
  {
    when: 'call due',
    title: 'A claim comes up: a legal hold on all that is left',
    policy: 'P8',
    run: holdPlaced,
  },
  {
    when: 'forms due',
    title: 'The sweep, five years after the forms',
    policy: 'P8 P9',
    run: dueAndHeld,
  },
  {
    when: 'hold released',
    title: 'The claim is settled, the hold released',
    policy: 'P8 P11',
    run: holdReleased,
  },
  {
    when: 'first reminder',
    title: 'TeamViewer is asked again',
    policy: 'P11',
    isDrawn: false,
    run: askedInVain,
  },
  {
    when: 'second reminder',
    title: 'TeamViewer is asked a third time',
    policy: 'P11',
    run: askedAgain,
  },
  {
    when: 'second reminder',
    title: 'A webinar long held: a task for staff, by mail',
    policy: 'P11',
    run: taskAnswered,
  },
  {
    when: 'second reminder',
    title: 'She is looked up',
    policy: 'P7',
    run: nobodyFound,
  },
  {
    when: 'second reminder',
    title: 'What the police were given stays on record',
    policy: 'P8',
    run: disclosureStays,
  },
  {
    when: 'second reminder',
    title: 'An independent search of all stores verifies it',
    policy: '',
    run: verified,
  },
  {
    when: 'second reminder',
    title: 'The topic has told of each erasure',
    policy: 'P11',
    isDrawn: false,
    run: erasuresTold,
  },
  {
    when: 'second reminder',
    title: 'Every store and file is searched for her again',
    policy: '',
    run: nothingLeft,
  },
];
