import { setTimeout as delay } from 'node:timers/promises';
import { app, type InvocationContext, type Timer } from '@azure/functions';

/** Each run says what it was told, for the test to read in the log. */
function tell(timer: Timer, context: InvocationContext): void {
  context.log(`past due ${timer.isPastDue}, next ${timer.scheduleStatus.next}`);
}

app.timer('yearly', { schedule: '0 0 0 1 1 *', handler: tell });
app.timer('at-start', { schedule: '0 0 0 1 1 *', runOnStartup: true, handler: tell });
app.timer('each-second', { schedule: '* * * * * *', handler: () => {} });

let atOnce = 0;
app.timer('slow', {
  schedule: '0 0 0 1 1 *',
  handler: async () => {
    atOnce += 1;
    if (atOnce > 1) throw new Error('ran twice at once');
    await delay(200);
    atOnce -= 1;
  },
});

let tries = 0;
app.timer('tries-again', {
  schedule: '0 0 0 1 1 *',
  retry: { strategy: 'fixedDelay', maxRetryCount: 3, delayInterval: 100 },
  handler: (_timer, context) => {
    tries += 1;
    context.log(`retry ${context.retryContext?.retryCount ?? 0}`);
    if (tries < 3) throw new Error('not yet');
  },
});
