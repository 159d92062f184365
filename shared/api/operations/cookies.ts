import * as z from 'zod';
import { cookieChoiceSchema } from '../../domain/cookie-choice.ts';
import { optionalCategories } from '../../policy/cookies.ts';
import { answerOf, fileOf, type Operation } from '../operation.ts';

const chosen = z.strictObject({
  choiceId: z.uuid(),
  choices: z.strictObject({ analytics: z.boolean(), marketing: z.boolean() }),
  source: z.enum(['visitor', 'gpc']).describe('`gpc`: the browser said no for the visitor.'),
});

const box = z
  .enum(['on', 'off', 'true', 'false', ''])
  .optional()
  .describe('A box that is not ticked is not sent, and is a no.');

const asForm = cookieChoiceSchema
  .omit({ choices: true })
  .extend(Object.fromEntries(optionalCategories.map((category) => [category, box])))
  .meta({ id: 'CookieChoiceForm' });

const example = { choices: { analytics: true, marketing: false }, policyVersion: '2021-02-19' };
const formExample = { analytics: 'on', policyVersion: '2021-02-19' };

export const cookies: readonly Operation[] = [
  {
    id: 'post-cookie-choice',
    call: 'POST /api/cookie-choices',
    tag: 'cookies',
    access: 'anybody',
    summary: 'What a visitor accepts, or the browser refuses for the visitor',
    description: 'A page of one of our own sites may read the answer (CORS).',
    parameters: [
      {
        in: 'header',
        name: 'Sec-GPC',
        description:
          '`1`: Global Privacy Control. It counts as no to all, unless `overridesGpc` says that the visitor knew of it.',
        example: '1',
      },
    ],
    body: {
      content: {
        'application/json': cookieChoiceSchema.meta({ id: 'CookieChoice' }),
        'application/x-www-form-urlencoded': asForm,
        'multipart/form-data': asForm,
      },
      required: true,
      limit: '4 KiB',
      example,
      examples: { 'application/x-www-form-urlencoded': formExample, 'multipart/form-data': formExample },
    },
    answers: { 201: answerOf('It is recorded; it names nobody.', chosen) },
  },
  {
    id: 'allow-cookie-choices',
    call: 'OPTIONS /api/cookie-choices',
    tag: 'cookies',
    access: 'anybody',
    summary: 'A browser asks whether a page may post a choice',
    parameters: [
      { in: 'header', name: 'Origin', description: 'Of the page.', example: 'https://contracting.works' },
    ],
    answers: {
      204: {
        description: 'One of our own sites is told yes; another is told nothing.',
        headers: { 'access-control-allow-origin': 'The origin that was given.' },
      },
    },
  },
  {
    id: 'get-cookie-choice-script',
    call: 'GET /cookie-choice.js',
    tag: 'cookies',
    access: 'anybody',
    summary: 'What a site includes to ask its visitors',
    answers: {
      200: fileOf('The script.', 'text/javascript'),
      304: { description: 'It is the same as before.' },
    },
  },
  {
    id: 'get-cookie-choice-style',
    call: 'GET /cookie-choice.css',
    tag: 'cookies',
    access: 'anybody',
    summary: 'How the question looks',
    answers: { 200: fileOf('The style.', 'text/css'), 304: { description: 'It is the same as before.' } },
  },
  {
    id: 'get-gpc-support',
    call: 'GET /.well-known/gpc.json',
    tag: 'cookies',
    access: 'anybody',
    summary: 'That Global Privacy Control is honoured',
    answers: {
      200: answerOf('Since when that is so.', z.strictObject({ gpc: z.boolean(), lastUpdate: z.iso.date() })),
    },
  },
];
