/**
 * The feature pages in WebKitGTK, the nearest to an iPhone that runs on Linux: by WebDriver, of which
 * it needs a handful of requests, on a screen of its own.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Driver, type PageSettings, SCREEN } from './driver.js';
import { KNOWN_IN_WEBKIT } from './known-in-webkit.js';
import type { Subject } from './suite.js';

const BROWSER =
  process.env['MINIBROWSER'] ?? '/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser';
const START_MS = 20_000;
/** For one request: a page that is loaded, or a capture. */
const LIMIT_MS = 70_000;

type Ask = (method: string, path: string, body?: unknown) => Promise<unknown>;

const webDriver =
  (port: number): Ask =>
  async (method, path, body) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(LIMIT_MS),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${method} ${path}: ${error}: ${message}`);
  };

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
};

/** A screen in memory, and the number by which programs find it. */
const openScreen = async (): Promise<{ screen: ChildProcess; display: string }> => {
  const screen = spawn(
    'Xvfb',
    ['-displayfd', '1', '-screen', '0', '2000x2600x24', '-nolisten', 'tcp'],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const number = await new Promise<string>((resolve, reject) => {
    screen.stdout.once('data', (data: Buffer) => {
      resolve(data.toString().trim());
    });
    screen.once('error', reject);
    screen.once('exit', () => {
      reject(new Error('no Xvfb'));
    });
  });
  return { screen, display: `:${number}` };
};

/** The browser speaks the language of its process, which must be one that the system has. */
const makeJapanese = (folder: string): void => {
  const options = ['-i', 'ja_JP', '-f', 'UTF-8', '--no-archive', '--force'];
  try {
    execFileSync('localedef', [...options, join(folder, 'ja_JP.UTF-8')], { stdio: 'ignore' });
  } catch {
    // It warns of what does not concern us.
  }
};

const within = async <T>(limit: number, attempt: () => Promise<T>): Promise<T> => {
  const until = performance.now() + limit;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
};

/** What can only be said when it starts; a browser with others is started for it. */
const startOf = ({ dark, scrollbars }: PageSettings) => ({
  binary: BROWSER,
  args: [
    '--automation',
    '--javascript-can-open-windows-automatically=true',
    ...(dark === true ? ['--dark-mode'] : []),
  ],
  useOverlayScrollbars: scrollbars !== true,
});

const openWebKit = async (): Promise<Driver> => {
  const folder = mkdtempSync(join(tmpdir(), 'misete-webkit-'));
  makeJapanese(folder);
  const { screen, display } = await openScreen();
  const port = await freePort();
  const service = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: {
      ...process.env,
      DISPLAY: display,
      GDK_BACKEND: 'x11',
      GDK_SCALE: String(SCREEN.density),
      GTK_THEME: 'Adwaita',
      HOME: folder,
      LANG: 'ja_JP.UTF-8',
      LOCPATH: folder,
      LIBGL_ALWAYS_SOFTWARE: '1',
      NO_AT_BRIDGE: '1',
      TZ: 'Asia/Tokyo',
      XDG_RUNTIME_DIR: folder,
    },
    stdio: 'ignore',
  });
  // The browser goes with its screen.
  const end = (): void => {
    service.kill();
    screen.kill();
    rmSync(folder, { recursive: true, force: true });
  };
  process.once('exit', end);
  const ask = webDriver(port);
  let session: { id: string; start: string } | undefined;

  const now = (): string => {
    if (session === undefined) throw new Error('no page is open');
    return `/session/${session.id}`;
  };

  const start = async (settings: PageSettings): Promise<void> => {
    const options = startOf(settings);
    const wanted = JSON.stringify(options);
    if (session?.start === wanted) return;
    if (session !== undefined) await ask('DELETE', now());
    session = undefined;
    const { sessionId } = (await ask('POST', '/session', {
      capabilities: {
        alwaysMatch: {
          'webkitgtk:browserOptions': options,
          timeouts: { script: 60_000, pageLoad: 60_000 },
        },
      },
    })) as { sessionId: string };
    session = { id: sessionId, start: wanted };
    await openWindow();
  };

  const evaluate = async (expression: string): Promise<unknown> => {
    const script = `const done = arguments[0];
      Promise.resolve().then(() => ${expression}).then(
        (value) => done({ value: value === undefined ? null : value }),
        (error) => done({ error: String(error) + '\\n' + error.stack }));`;
    const { value, error } = (await ask('POST', `${now()}/execute/async`, {
      script,
      args: [],
    })) as { value?: unknown; error?: string };
    if (error !== undefined) throw new Error(error);
    return value;
  };

  /** A window without bars can be as narrow as a phone; the first one cannot. */
  const openWindow = async (): Promise<void> => {
    const first = await ask('GET', `${now()}/window`);
    const size = `width=${SCREEN.width},height=${SCREEN.height}`;
    await evaluate(
      `void open('about:blank', '_blank', 'popup,location=no,menubar=no,status=no,toolbar=no,${size}')`,
    );
    const handles = (await ask('GET', `${now()}/window/handles`)) as string[];
    await ask('DELETE', `${now()}/window`);
    await ask('POST', `${now()}/window`, { handle: handles.find((handle) => handle !== first) });
    // It hides its bars after it has opened.
    await within(START_MS, async () => {
      await ask('POST', `${now()}/window/rect`, { x: 0, y: 0, ...SCREEN });
      const inner = await evaluate('[innerWidth, innerHeight, devicePixelRatio].join()');
      if (inner !== [SCREEN.width, SCREEN.height, SCREEN.density].join())
        throw new Error(`the window is ${String(inner)}`);
    });
  };

  try {
    await within(START_MS, () => ask('GET', '/status'));
  } catch (error) {
    end();
    throw error;
  }

  return {
    name: 'webkit',
    open: async (url, settings) => {
      await start(settings);
      await ask('POST', `${now()}/url`, { url });
      await ask('DELETE', `${now()}/actions`);
      if (settings.pointer === undefined) return;
      await ask('POST', `${now()}/actions`, {
        actions: [
          {
            type: 'pointer',
            id: 'mouse',
            parameters: { pointerType: 'mouse' },
            actions: [{ type: 'pointerMove', duration: 0, ...settings.pointer }],
          },
        ],
      });
    },
    evaluate,
    screenshot: async () =>
      Buffer.from((await ask('GET', `${now()}/screenshot`)) as string, 'base64'),
    close: async () => {
      try {
        if (session !== undefined) await ask('DELETE', now());
      } finally {
        process.removeListener('exit', end);
        end();
      }
    },
  };
};

export const WEBKIT: Subject = {
  open: openWebKit,
  known: KNOWN_IN_WEBKIT,
  lacks: ['pinch', 'textScale'],
};
