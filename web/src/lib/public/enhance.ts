// The one script of public pages. Everything works without it; it must import nothing.

type Draft = { at: number; fields: Record<string, string> };

const drafts = 'bintek-draft-';
const draftLife = 24 * 60 * 60 * 1000;
const personal = 'input:not([type=hidden], [name=website], [type=checkbox]), select, textarea';

function stored(slug: string): Draft | null {
  try {
    const draft = JSON.parse(localStorage.getItem(drafts + slug) ?? 'null') as Draft | null;
    return draft && Date.now() - draft.at < draftLife ? draft : null;
  } catch {
    return null; // Storage is blocked, or holds something else.
  }
}

function store(slug: string, draft: Draft): boolean {
  try {
    localStorage.setItem(drafts + slug, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

function forget(slug: string): void {
  try {
    localStorage.removeItem(drafts + slug);
  } catch {
    return;
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const controlsOf = (form: HTMLFormElement) => [...form.querySelectorAll<Control>(personal)];

function restore(form: HTMLFormElement, { fields }: Draft): void {
  for (const control of controlsOf(form)) {
    const value = fields[control.name];
    if (value === undefined) continue;
    if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = control.value === value;
    else if (control.value === '') control.value = value;
  }
}

function showDraftTime(form: HTMLFormElement, at: number): void {
  const note = form.querySelector<HTMLElement>('[data-draft-note]');
  const text = note?.querySelector<HTMLElement>('[data-text]');
  if (!note || !text) return;
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  text.textContent = (text.dataset.text ?? '').replace('{time}', clock.format(at));
  note.hidden = false;
}

function showPrintedName(form: HTMLFormElement): void {
  const box = form.querySelector<HTMLElement>('[data-printed-name]');
  const output = box?.querySelector('output');
  if (!box || !output) return;
  const text = (name: string) => form.querySelector<HTMLInputElement>(`[name=${name}]`)?.value.trim() ?? '';
  const front = [text('frontTitle'), text('name')].filter(Boolean).join(' ');
  output.textContent = text('backTitle') ? `${front}, ${text('backTitle')}` : front;
  box.hidden = text('name') === '';
}

function keepDraft(form: HTMLFormElement, slug: string): void {
  const draft = stored(slug);
  if (draft) {
    restore(form, draft);
    showDraftTime(form, draft.at);
  }
  form.addEventListener('input', () => {
    const at = Date.now();
    const fields = { ...stored(slug)?.fields };
    for (const control of controlsOf(form)) {
      if (control instanceof HTMLInputElement && control.type === 'radio' && !control.checked) continue;
      fields[control.name] = control.value;
    }
    if (store(slug, { at, fields })) showDraftTime(form, at);
    showPrintedName(form);
  });
  form.querySelector('[data-draft-clear]')?.addEventListener('click', () => {
    forget(slug);
    form.reset();
    showPrintedName(form);
  });
  showPrintedName(form);
}

async function serverAnswers(): Promise<boolean> {
  try {
    await fetch('/health/live', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(8000) });
    return true;
  } catch {
    return false;
  }
}

/** A form leaves once, and only when the server can be reached: a lost submit would replace the page by a browser error. */
function sendSafely(form: HTMLFormElement): void {
  let reachable = false;
  let waiting = false;
  const notice = form.querySelector<HTMLElement>('[data-offline]');

  const attempt = async (submitter: HTMLElement | null) => {
    if (await serverAnswers()) {
      reachable = true;
      form.requestSubmit(submitter);
      return;
    }
    if (notice) notice.hidden = false;
    const again = () => {
      clearTimeout(timer);
      removeEventListener('online', again);
      void attempt(submitter);
    };
    const timer = setTimeout(again, 15_000);
    addEventListener('online', again);
  };

  form.addEventListener('submit', (event) => {
    if (reachable) return;
    event.preventDefault();
    if (waiting) return;
    waiting = true;
    for (const button of form.querySelectorAll('button[type=submit]')) button.setAttribute('aria-disabled', 'true');
    void attempt(event.submitter);
  });
  // Back from the next page with the old page kept in memory.
  addEventListener('pageshow', () => {
    reachable = waiting = false;
    if (notice) notice.hidden = true;
    for (const button of form.querySelectorAll('button[type=submit]')) button.removeAttribute('aria-disabled');
  });
}

for (const form of document.querySelectorAll<HTMLFormElement>('form[data-draft]')) {
  keepDraft(form, form.dataset.draft ?? '');
  if (form.method === 'post') sendSafely(form);
}

const done = document.querySelector<HTMLElement>('[data-draft-done]')?.dataset.draftDone;
if (done) forget(done);

document.querySelector<HTMLElement>('[data-error-summary]')?.focus();

for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-share]')) {
  if (!('share' in navigator)) continue;
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const title = link.dataset.share ?? '';
    // Rejected when the person closes the sheet: nothing to tell.
    navigator.share({ title, url: location.href.split(/[?#]/)[0] }).catch(() => undefined);
  });
}

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-reveal]')) {
  const input = document.getElementById(button.dataset.reveal ?? '');
  if (!(input instanceof HTMLInputElement)) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    const hidden = input.type === 'password';
    input.type = hidden ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(hidden));
  });
}
