import { html } from 'hono/html';
import type { FieldError } from '../../shared/domain/invalid.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { processors } from '../../shared/policy/processors.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { choicesField, errorSummary, type FormState, textField } from './form-fields.ts';
import { opsPage } from './ops-page.ts';
import { answerNames, noticeNames, taskTexts as texts } from './task-texts.ts';
import { dueIn, type TaskRow } from './tasks-page.ts';

/** A task with what has to be known of the person to do it. */
export interface OpenTask extends TaskRow {
  readonly person: {
    readonly emails: readonly string[];
    readonly phones: readonly string[];
    readonly corrections?:
      | Partial<Record<'name' | 'company' | 'email' | 'phone', string | undefined>>
      | undefined;
  };
}

interface TaskPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly today: string;
  readonly task: OpenTask;
  /** What is wrong with the answer that was sent; it is not shown again. */
  readonly errors?: readonly FieldError[];
}

/** One task: what, where, whom it concerns, and the form for the answer. */
export function taskPage({ task, today, errors = [], ...frame }: TaskPage): Html {
  const { locale } = frame;
  const { name } = processors[task.processor];
  const form = { locale, id: 'task', errors };
  return opsPage({
    ...frame,
    title: fillIn(texts.taskTitle[locale], { processor: name }),
    body: html`${errorSummary(Object.values(fieldsIn(locale)), form)}
      <p><a href="/ops/tasks">${texts.back[locale]}</a></p>
      <dl class="facts">
        ${fact(texts.todo[locale], (task.todo ?? texts.unknownReason)[locale])}
        ${fact(texts.about[locale], noticeNames[task.notice.kind][locale])}
        ${fact(texts.since[locale], dayInWords(task.since, locale))}
        ${fact(texts.due[locale], dueIn(task.dueOn, { locale, today }))}
      </dl>
      <section aria-labelledby="person">
        <h2 id="person">${texts.person[locale]}</h2>
        ${personIn(task, locale)}
      </section>
      <section aria-labelledby="answer">
        <h2 id="answer">${texts.answer[locale]}</h2>
        ${answerForm(task, form)}
      </section>`,
  });
}

/** What staff see who come to a task that has been answered. */
export function taskGonePage(frame: Pick<TaskPage, 'locale' | 'staff' | 'path'>): Html {
  const { locale } = frame;
  return opsPage({
    ...frame,
    title: texts.goneTitle[locale],
    body: html`<p>${texts.gone[locale]}</p>
      <p><a href="/ops/tasks">${texts.back[locale]}</a></p>`,
  });
}

function personIn({ person, processor }: OpenTask, locale: Locale): Html {
  const { emails, phones, corrections = {} } = person;
  const changes = (['name', 'company', 'email', 'phone'] as const).flatMap((field) => {
    const text = corrections[field];
    return text === undefined ? [] : fact(`${texts.corrections[locale]}: ${texts[field][locale]}`, text);
  });
  const facts = [
    ...emails.map((email) => fact(texts.email[locale], email)),
    ...phones.map((phone) => fact(texts.phone[locale], phone)),
    ...changes,
  ];
  if (facts.length === 0) return html`<p>${texts.nobody[locale]}</p>`;
  const { name } = processors[processor];
  return html`<p>${fillIn(texts.personLead[locale], { processor: name })}</p>
    <dl class="facts">${facts}</dl>`;
}

function fact(name: string, value: string | Html): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

const answers = ['done', 'nothing-held', 'exception', 'ask-again'] as const;

function fieldsIn(locale: Locale) {
  const choices = answers.map((value) => ({ value, words: answerNames[value][locale] }));
  const answer = { name: 'answer', label: texts.chooseOne[locale], choices, one: true } as const;
  const evidence = {
    name: 'evidence',
    label: texts.evidence[locale],
    hint: texts.evidenceHint[locale],
    longest: 200,
  } as const;
  return { answer, evidence };
}

function answerForm({ taskId }: OpenTask, form: FormState): Html {
  const { answer, evidence } = fieldsIn(form.locale);
  return html`<form method="post" action="/ops/tasks/${taskId}">
    ${choicesField(answer, form)}
    ${textField(evidence, form)}
    <div class="actions"><button>${texts.send[form.locale]}</button></div>
  </form>`;
}
