import { expect, test } from './app.ts';
import { startWork } from './desk.ts';

test('the page lives under its policy without a single breach', async ({ planner, app }) => {
  const complaints: string[] = [];
  planner.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  planner.on('pageerror', (failure) => complaints.push(failure.message));
  await startWork(planner);
  for (const key of ['2', '1', ',', 'Escape', '?', 'Escape']) await planner.keyboard.press(key);
  await planner.waitForTimeout(500);
  expect(complaints).toEqual([]);
  expect(app.violations()).toEqual([]);
  expect(new URL(planner.url()).search).toBe('');
});

test.describe('on purpose', () => {
  test.use({ mayBreach: true });

  test('what the policy forbids does not run, and is reported', async ({ planner, app }) => {
    // In a task of the page itself: while the test's own tool evaluates, the browser lets eval through.
    await planner.evaluate(
      () =>
        new Promise<void>((done) => {
          setTimeout(() => {
            const attempts: readonly (() => unknown)[] = [
              () => {
                document.body.innerHTML = '<img src=x onerror="window.ran = 1">';
              },
              () => {
                document.body.appendChild(document.createElement('script')).text = 'window.ran = 2';
              },
              () => {
                (Reflect.get(window, 'eval') as (code: string) => void)('window.ran = 3');
              },
              () => {
                document.body.appendChild(document.createElement('img')).src = 'http://127.0.0.1:9/pixel.png';
              },
              () => {
                document.body.appendChild(document.createElement('iframe')).src = 'http://127.0.0.1:9/';
              },
              () => {
                document.body.appendChild(document.createElement('style')).textContent =
                  'body { background: red }';
              },
              () => {
                document.body.setAttribute('onclick', 'window.ran = 4');
                document.body.click();
              },
              () => {
                void fetch('http://127.0.0.1:9/').catch(() => {});
              },
              () => {
                new Worker(URL.createObjectURL(new Blob([''])));
              },
            ];
            for (const attempt of attempts) {
              try {
                attempt();
              } catch (refusal) {
                if (
                  !(
                    refusal instanceof TypeError ||
                    refusal instanceof EvalError ||
                    refusal instanceof DOMException
                  )
                )
                  throw refusal;
              }
            }
            done();
          });
        }),
    );
    await expect
      .poll(() => new Set(app.violations().map((line) => /policy stopped: (\S+)/.exec(line)?.[1])))
      .toEqual(
        new Set(['require-trusted-types-for', 'img-src', 'frame-src', 'style-src-elem', 'connect-src']),
      );
    expect(
      await planner.evaluate(() => [
        Reflect.get(window, 'ran') ?? null,
        getComputedStyle(document.body).backgroundColor === 'rgb(255, 0, 0)',
      ]),
    ).toEqual([null, false]);
  });
});

test('a page without the secret learns nothing', async ({ app, browser }) => {
  const context = await browser.newContext();
  const stranger = await context.newPage();
  const response = await stranger.goto(app.origin);
  expect(response?.status()).toBe(401);
  await expect(stranger.locator('body')).toHaveText(
    'Open Fullmoon with the whole address that it printed when it started.',
  );
  await context.close();
});

test('another site can neither frame it, nor read it, nor write to it', async ({ planner, app, context }) => {
  const site = await context.newPage();
  await site.route('http://evil.test/**', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<p>evil' }),
  );
  await site.goto('http://evil.test/');
  const outcome = await site.evaluate(async (origin) => {
    const read = await fetch(`${origin}/api/jobs.list`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
      credentials: 'include',
    }).then(
      () => 'read',
      () => 'refused',
    );
    const blind = await fetch(`${origin}/api/jobs.list`, {
      method: 'POST',
      body: '{}',
      mode: 'no-cors',
      credentials: 'include',
    }).then(
      () => 'sent',
      () => 'refused',
    );
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.src = origin;
    await new Promise((done) => {
      frame.onload = done;
    });
    return { read, blind, framed: frame.contentDocument === null ? 'apart' : 'readable' };
  }, app.origin);
  expect(outcome.read).toBe('refused');
  expect(outcome.framed).toBe('apart');
  await expect(planner.getByText('Fullmoon').first()).toBeVisible();
  await site.close();
});
