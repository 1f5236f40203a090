/** The search box of a help page: results as one types. */
import type { HelpTexts } from '../../text/help.js';
import type { Entry } from './entry.js';
import type { Found } from './find.js';
import { makeSearch } from './find.js';

/** So long after the last key the count is said, once. */
const SAID_AFTER_MS = 700;

interface Parts {
  form: HTMLFormElement;
  field: HTMLInputElement;
  /** Says the count. */
  status: HTMLElement;
  found: HTMLElement;
}

const make = <Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...content: (Node | string)[]
): HTMLElementTagNameMap[Name] => {
  const element = document.createElement(name);
  element.className = className;
  element.append(...content);
  return element;
};

const item = ({ entry, excerpt }: Found): HTMLLIElement => {
  const link = make('a', 'hit', make('strong', '', entry.heading));
  link.href = entry.at;
  if (entry.page !== '') link.append(make('span', 'page', entry.page));
  const words = excerpt.map(({ text, fits }) => (fits ? make('mark', '', text) : text));
  link.append(make('span', 'words', ...words));
  return make('li', '', link);
};

/** Entries with the name of the service in them, which the build did not know. */
const fetchEntries = async (address: string, brand: string): Promise<Entry[]> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the search answered ${String(answer.status)}`);
  return JSON.parse(await answer.text(), (_, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('%BRAND_NAME%', () => brand) : value,
  ) as Entry[];
};

/** Puts life into the box; what it looks through is fetched at the first touch. */
export const startPanel = (parts: Parts, t: HelpTexts['search'], brand: string): void => {
  const { form, field, status, found } = parts;
  let search: Promise<(query: string) => Found[]> | undefined;
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ready = (): Promise<(query: string) => Found[]> => {
    search ??= fetchEntries(form.dataset['entries'] ?? '', brand).then(makeSearch);
    // The next touch tries again.
    search.catch(() => (search = undefined));
    return search;
  };

  const say = (words: string): void => {
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = words), SAID_AFTER_MS);
  };

  const clear = (): void => {
    found.hidden = true;
    found.replaceChildren();
    clearTimeout(timer);
    status.textContent = '';
  };

  const show = (results: readonly Found[]): void => {
    found.hidden = false;
    if (results.length === 0) {
      found.replaceChildren(make('p', 'none', make('strong', '', t.none), ` ${t.noneAdvice}`));
      say(`${t.none} ${t.noneAdvice}`);
      return;
    }
    const list = make('ul', '', ...results.map(item));
    list.setAttribute('aria-label', t.results);
    found.replaceChildren(list);
    say(t.count(results.length));
  };

  const look = async (): Promise<void> => {
    latest += 1;
    const mine = latest;
    const query = field.value.trim();
    if (query === '') {
      clear();
      return;
    }
    try {
      const results = (await ready())(query);
      if (mine === latest) show(results);
    } catch {
      found.hidden = false;
      found.replaceChildren(make('p', 'none', t.failed));
      say(t.failed);
    }
  };

  const links = (): HTMLAnchorElement[] => [...found.querySelectorAll('a')];

  /** Up and down go through the results, and back into the box. */
  const move = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      field.value = '';
      clear();
      field.focus();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const stops = [field, ...links()];
    const at = stops.indexOf(document.activeElement as HTMLAnchorElement);
    const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at === -1 || next === undefined) return;
    event.preventDefault();
    next.focus();
  };

  field.addEventListener('focus', () => void ready().catch(() => undefined), { once: true });
  field.addEventListener('input', (event) => {
    // Amid an IME's composition the letters are not the word yet.
    if (!(event instanceof InputEvent && event.isComposing)) void look();
  });
  field.addEventListener('compositionend', () => void look());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void look().then(() => links()[0]?.click());
  });
  form.addEventListener('keydown', move);
  found.addEventListener('keydown', move);
  found.addEventListener('click', (event) => {
    if (!(event.target instanceof Element) || event.target.closest('a') === null) return;
    field.value = '';
    clear();
  });

  const asked = new URLSearchParams(location.search).get('q');
  if (asked !== null && asked !== '') {
    field.value = asked;
    void look();
  }
};
