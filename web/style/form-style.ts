/** Forms and what one presses. Every target is 44 px high; the least that WCAG 2.2 (2.5.8) asks for is 24. */
export const formStyle = `
form { margin: 0 0 1.5rem; }
:is(section, .card) > form:last-child { margin-bottom: 0; }
button, .button { display: inline-block; margin: 0.25rem 0.5rem 0.25rem 0; padding: 0.625rem 1.375rem; background: var(--accent); color: var(--on-accent); border: 2px solid var(--accent); border-radius: 0.625rem; font: inherit; font-weight: 600; line-height: 1.5; text-decoration: none; cursor: pointer; }
:is(button, .button):hover { text-decoration: underline; }
button + button, :is(button, .button).second { background: transparent; color: var(--accent); }
button.final { background: transparent; color: var(--final); border-color: var(--final); }
:is(button, .button):focus-visible { border-radius: 0.625rem; }
button.final:focus-visible { outline-color: var(--final); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; margin: 1.5rem 0 0; }
.actions + * { margin-top: 1.25rem; }
.actions > :is(button, .button, form) { margin: 0; }
.field { margin: 0 0 1.375rem; }
.field > label, .field > .label { display: block; margin-bottom: 0.25rem; font-weight: 600; }
.hint { margin: 0 0 0.375rem; color: var(--soft); font-size: 0.9375rem; line-height: 1.5; font-weight: 400; }
.error { margin: 0 0 0.375rem; color: var(--final); font-size: 0.9375rem; font-weight: 600; line-height: 1.5; }
.error::before { content: '! '; }
:is(input:not([type='checkbox'], [type='radio'], [type='hidden']), select, textarea) { display: block; width: 100%; max-width: 32rem; min-height: 2.875rem; padding: 0.5rem 0.875rem; background: var(--card); color: var(--ink); border: 1px solid var(--edge); border-radius: 0.5rem; font: inherit; }
:is(input, select, textarea):focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; border-radius: 0.5rem; }
:is(input, select, textarea)[aria-invalid='true'] { border: 2px solid var(--final); }
textarea { min-height: 7rem; max-width: 44rem; resize: vertical; }
input[type='file'] { padding: 0.5rem; }
label:has(> :is([type='checkbox'], [type='radio'])) { display: flex; gap: 0.75rem; margin-bottom: 1rem; font-weight: 400; cursor: pointer; }
:is([type='checkbox'], [type='radio']) { flex: none; width: 1.5rem; height: 1.5rem; margin: 0.125rem 0 0; accent-color: var(--accent); }
fieldset { min-width: 0; margin: 0 0 1.5rem; padding: 0; border: 0; }
.field + fieldset { margin-top: 2.25rem; }
legend { margin-bottom: 0.5rem; padding: 0; font-weight: 650; }
legend:has(h2) { margin-bottom: 0.25rem; }
fieldset.choices > label { margin: 0; padding: 0.625rem 0.875rem; border-radius: 0.625rem; }
fieldset.choices > label:hover { background: var(--tint); }
.field.trap { display: none; }
.row { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem 1rem; margin: 0 0 1.375rem; }
.field.tick > label { margin-bottom: 0.25rem; }
.field.tick > .hint { padding-left: 2.25rem; }
.row > .field { flex: 1 1 12rem; margin: 0; }
.row > :is(button, .button) { margin: 0; }
@media (prefers-reduced-motion: no-preference) {
  :is(a, button, .button, .card) { transition: background-color 0.15s, border-color 0.15s, color 0.15s; }
}
`;
