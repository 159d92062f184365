import { html } from 'hono/html';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { type ProcessorId, processors } from '../../shared/policy/processors.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { dataTable } from './data-table.ts';
import { opsPage } from './ops-page.ts';
import { noticeNames, taskDone, taskTexts as texts } from './task-texts.ts';

/** A task in the list: nothing of the person. */
export interface TaskRow {
  readonly taskId: string;
  readonly notice: { readonly kind: keyof typeof noticeNames };
  readonly processor: ProcessorId;
  readonly todo: Readonly<Record<Locale, string>> | undefined;
  readonly since: string;
  readonly dueOn: string | undefined;
}

export interface TasksPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly done?: string | undefined;
  /** Today, in Norway. */
  readonly today: string;
  readonly tasks: readonly TaskRow[];
  /** So many are listed at most. */
  readonly most: number;
}

/** What staff have to do or decide at processors, the earliest due first (GDPR Art. 17(1), Art. 19). */
export function tasksPage({ done, today, tasks, most, ...frame }: TasksPage): Html {
  const { locale, staff } = frame;
  const text = taskDone[done ?? '']?.[locale];
  return opsPage({
    ...frame,
    title: texts.title[locale],
    notice: text === undefined ? undefined : { text },
    body: html`<p class="lead">${texts.lead[locale]}</p>
      ${tasks.length === 0 ? html`<p>${texts.none[locale]}</p>` : taskTable(tasks, { locale, staff, today })}
      ${tasks.length >= most ? html`<p class="notice warn">${fillIn(texts.many[locale], { count: String(most) })}</p>` : ''}`,
  });
}

/** The table of tasks; only who may open one is led there. */
export function taskTable(
  tasks: readonly TaskRow[],
  { locale, staff, today }: Pick<TasksPage, 'locale' | 'staff' | 'today'>,
): Html {
  const opens = mayDo('open-task', staff.roles);
  return dataTable({
    label: texts.title[locale],
    headings: [texts.processor, texts.due, texts.about, texts.todo, texts.since].map((each) => each[locale]),
    rows: tasks.map(({ taskId, notice, processor, todo, since, dueOn }) => {
      const { name } = processors[processor];
      return [
        opens ? html`<a href="/ops/tasks/${taskId}">${name}</a>` : name,
        dueIn(dueOn, { locale, today }),
        noticeNames[notice.kind][locale],
        (todo ?? texts.unknownReason)[locale],
        dayInWords(since, locale),
      ];
    }),
  });
}

/** A last day, and in words whether it is over. */
export function dueIn(
  dueOn: string | undefined,
  { locale, today }: Pick<TasksPage, 'locale' | 'today'>,
): string | Html {
  if (dueOn === undefined) return texts.noDue[locale];
  const day = dayInWords(dueOn, locale);
  return dueOn < today ? html`${day} <span class="badge late">${texts.overdue[locale]}</span>` : day;
}
