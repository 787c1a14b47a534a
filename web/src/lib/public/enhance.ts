// The one script of public pages. Everything works without it; it must import nothing.

type Draft = { at: number; fields: Record<string, string> };

const drafts = 'bintek-draft-';
const draftLife = 24 * 60 * 60 * 1000;
// A consent is ticked anew each time: only the choices of a question are kept.
const personal =
  'input:not([type=hidden], [type=file], [name=website], [type=checkbox]), select, textarea, ' +
  'input[type=checkbox][name^="answers."]:not([value=agreed])';

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

function forget(slug: string, prefix = drafts): void {
  try {
    localStorage.removeItem(prefix + slug);
  } catch {
    return;
  }
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const controlsOf = (form: HTMLFormElement) => [...form.querySelectorAll<Control>(personal)];

const isTicked = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');

function restore(form: HTMLFormElement, { fields }: Draft): void {
  for (const control of controlsOf(form)) {
    const value = fields[control.name];
    if (value === undefined) continue;
    if (isTicked(control)) control.checked = value.split('\n').includes(control.value);
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
    const controls = controlsOf(form);
    for (const { name } of controls) fields[name] = '';
    for (const control of controls) {
      if (!isTicked(control)) fields[control.name] = control.value;
      else if (control.checked) fields[control.name] = [fields[control.name], control.value].filter(Boolean).join('\n');
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

/** A question is asked while one of its options is chosen; a hidden one is disabled, and so is not sent. */
function followConditions(form: HTMLFormElement): void {
  const questions = [...form.querySelectorAll<HTMLFieldSetElement>('fieldset[data-when]')];
  // In the order of the form: a question that has just been hidden decides nothing any more.
  const update = () => {
    for (const question of questions) {
      const options = (question.dataset.options ?? '').split(' ');
      const chosen = form.querySelectorAll<HTMLInputElement>(`[name="answers.${question.dataset.when}"]:checked`);
      const isAsked = [...chosen].some((input) => !input.matches(':disabled') && options.includes(input.value));
      question.hidden = question.disabled = !isAsked;
    }
  };
  form.addEventListener('change', update);
  update();
}

/** Says of a file that is too large before it is sent, and shows what belongs to a file once there is one. */
function watchFile(input: HTMLInputElement): void {
  const form = input.form;
  const fault = input.parentElement?.querySelector<HTMLElement>('[data-file-error]');
  const beside = input.closest('fieldset')?.querySelector<HTMLElement>('[data-with-file]');
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    const isTooLarge = file !== undefined && file.size > Number(input.dataset.largest);
    if (fault) {
      const size = new Intl.NumberFormat('id', { maximumFractionDigits: 1 }).format((file?.size ?? 0) / 1_000_000);
      const words = input.dataset.tooLarge ?? '';
      fault.textContent = words.replace('{name}', file?.name ?? '').replace('{size}', `${size} MB`);
      fault.hidden = !isTooLarge;
    }
    if (isTooLarge) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    if (isTooLarge) input.value = '';
    if (beside) beside.hidden = !input.value;
    if (form && input.value) form.enctype = 'multipart/form-data';
  });
}

async function serverAnswers(): Promise<boolean> {
  try {
    await fetch('/health/live', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(8000) });
    return true;
  } catch {
    return false;
  }
}

// A form that was sent without a network waits on this phone, also when the page is closed. Its number makes a second
// sending harmless, so it is kept until the server has answered.
type Queued = { at: number; action: string; fields: [name: string, value: string][] };
const queue = 'bintek-queue-';

function putInQueue(form: HTMLFormElement): void {
  const fields = [...new FormData(form)].filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  const queued: Queued = { at: Date.now(), action: form.action, fields };
  try {
    localStorage.setItem(queue + form.dataset.draft, JSON.stringify(queued));
  } catch {
    return; // Storage is blocked: the open page still sends it.
  }
}

function queuedOf(slug: string): Queued | null {
  try {
    const queued = JSON.parse(localStorage.getItem(queue + slug) ?? 'null') as Queued | null;
    return queued && Date.now() - queued.at < draftLife ? queued : null;
  } catch {
    return null;
  }
}

/** The answer to a queued form carries its number again: whatever it says, the person now sees it. */
function isAnswered({ fields }: Queued): boolean {
  const nonce = fields.find(([name]) => name === 'submissionNonce')?.[1];
  const shown = document.querySelector<HTMLInputElement>('input[name=submissionNonce]');
  return nonce === undefined || shown?.value === nonce;
}

async function sendQueued({ action, fields }: Queued, notice: HTMLElement): Promise<void> {
  notice.hidden = false;
  while (!(await serverAnswers())) {
    await new Promise<void>((resolve) => {
      addEventListener('online', () => resolve(), { once: true });
      setTimeout(resolve, 15_000);
    });
  }
  const form = document.createElement('form');
  form.method = 'post';
  form.action = action;
  for (const [name, value] of fields) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

for (const notice of document.querySelectorAll<HTMLElement>('[data-queue]')) {
  const slug = notice.dataset.queue ?? '';
  const queued = queuedOf(slug);
  if (!queued) continue;
  if (isAnswered(queued)) forget(slug, queue);
  else void sendQueued(queued, notice);
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
    if (form.hasAttribute('data-final')) putInQueue(form);
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

const conditional = [...document.querySelectorAll<HTMLFieldSetElement>('fieldset[data-when]')];
for (const form of new Set(conditional.map((question) => question.form))) if (form) followConditions(form);
for (const part of document.querySelectorAll<HTMLFieldSetElement>('fieldset[data-scripted]')) {
  part.hidden = part.disabled = false;
}
for (const input of document.querySelectorAll<HTMLInputElement>('input[type=file][data-largest]')) watchFile(input);

const done = document.querySelector<HTMLElement>('[data-draft-done]')?.dataset.draftDone;
if (done) {
  forget(done);
  forget(done, queue);
}

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
