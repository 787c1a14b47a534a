// @ts-check
// `npm run screens`: pictures of the pages in docs/screens, taken from a demo that runs already
// (`npm run demo`; elsewhere: `npm run screens -- http://127.0.0.1:PORT DATA_DIR`).
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { readDemoData } from './lib/demo-data.mjs';

const [origin = 'http://127.0.0.1:3000', data = 'data'] = process.argv.slice(2);
const folder = 'docs/screens';
const DAY = 86_400_000;
const demo = readDemoData(data);
const sizes = {
  phone: { viewport: { width: 360, height: 800 }, deviceScaleFactor: 1.5, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 800 } },
};
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});

/** @param {string} label */
const link = (label) => demo.links.find((each) => each.label === label)?.url ?? '/';

/** @param {keyof typeof sizes} size */
async function open(size) {
  const context = await browser.newContext({
    ...sizes[size],
    baseURL: origin,
    locale: 'id-ID',
    timezoneId: 'Asia/Makassar',
    extraHTTPHeaders: { origin },
  });
  return context.newPage();
}

/** @param {import('@playwright/test').Page} page @param {string} account */
async function signIn(page, account) {
  const email = demo.accounts.find((each) => each.email.startsWith(`${account}@`))?.email;
  const answer = await page.request.post('/api/session', { data: { email, password: demo.password } });
  if (!answer.ok()) throw new Error(`${account} could not sign in: ${answer.status()}`);
}

/** @param {import('@playwright/test').Page} page @param {string} name */
async function shoot(page, name) {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
  console.log(`${folder}/${name}.png`);
}

/** @param {import('@playwright/test').Page} page @param {string} path @param {object} [body] */
async function post(page, path, body = {}) {
  const answer = await page.request.post(`/api${path}`, { data: body });
  if (!answer.ok()) throw new Error(`POST ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.json();
}

/** The form with faults, as somebody in a hurry leaves it. @param {import('@playwright/test').Page} page */
async function faultyForm(page) {
  await page.goto(`${link('Register for Tahap 2')}/daftar?status=pns`);
  await page.locator('#field-nip').fill('19780412 200501 1 00');
  await page.locator('#field-frontTitle').fill('Drs.');
  await page.locator('#field-name').fill('Hengky Ronald Makalalag');
  await page.locator('#field-backTitle').fill('M.Si.');
  await page.locator('#field-position').fill('Camat Lembeh Selatan');
  await page.locator('#field-phone').fill('0812 3456 7890');
  await page.locator('form[action="?/data"] > button[type=submit]').click();
  await page.locator('[data-error-summary]').waitFor();
}

/** @param {keyof typeof sizes} size */
async function publicPages(size) {
  const page = await open(size);
  for (const [name, address] of [
    ['01', link('Register for Tahap 2')],
    ['03', link('A ticket of Tahap 2')],
    ['09-valid', link('A valid certificate')],
    ['09-revoked', link('A revoked certificate')],
    ['12', '/masuk'],
  ]) {
    await page.goto(String(address));
    await shoot(page, `${name}-${size}`);
  }
  await faultyForm(page);
  await shoot(page, `02-${size}`);
  await page.context().close();
}

/** @param {keyof typeof sizes} size */
async function consolePages(size) {
  const page = await open(size);
  await signIn(page, 'panitia');
  const events = await (await page.request.get('/api/events')).json();
  const first = events.find((/** @type {{ slug: string }} */ { slug }) =>
    link('Tahap 1, over and archived').endsWith(slug),
  );
  const base = `/konsol/acara/${first.id}`;
  for (const [name, address] of [
    ['05', base],
    ['06', `${base}/pendaftar`],
    ['07', `${base}/agenda`],
    ['08', `${base}/sertifikat`],
  ]) {
    await page.goto(String(address));
    await shoot(page, `${name}-${size}`);
  }
  if (size === 'desktop') await certificate(page, first.id);
  await signIn(page, 'bkpsdm');
  await page.goto('/konsol/jp?year=2022');
  await shoot(page, `10-${size}`);
  await page.context().close();
}

/** Both pages of a certificate. @param {import('@playwright/test').Page} page @param {string} eventId */
async function certificate(page, eventId) {
  const { rows } = await (await page.request.get(`/api/events/${eventId}/certificates?state=issued`)).json();
  const pdf = await page.request.get(`/api/events/${eventId}/certificates/${rows[0].id}/file.pdf`);
  const work = mkdtempSync(join(tmpdir(), 'bintek-screens-'));
  writeFileSync(join(work, 'certificate.pdf'), await pdf.body());
  for (const [number, side] of [
    ['1', 'front'],
    ['2', 'back'],
  ]) {
    const pages = ['-f', String(number), '-l', String(number), '-singlefile'];
    execFileSync('pdftoppm', ['-png', '-r', '96', ...pages, join(work, 'certificate.pdf'), `${folder}/13-${side}`]);
    console.log(`${folder}/13-${side}.png`);
  }
  rmSync(work, { recursive: true });
}

/** An event that runs today, with two people. @param {import('@playwright/test').Page} page */
async function runningEvent(page) {
  const venue = await post(page, '/venues', { name: 'Ruang SH Sarundajang', address: 'Kantor Wali Kota Bitung' });
  const midnight = Math.floor(Date.now() / DAY) * DAY - 8 * 3_600_000;
  const at = (/** @type {number} */ days, /** @type {number} */ hour) =>
    new Date(midnight + days * DAY + hour * 3_600_000).toISOString();
  const topic = { kind: 'topic', title: 'Layanan digital kelurahan' };
  const made = await post(page, '/events', {
    title: 'Pelatihan Layanan Digital Kelurahan',
    summary: 'Tiga hari untuk operator kelurahan.',
    venueId: venue.id,
    capacity: 60,
    numberCode: '800.2.4',
    numberUnit: 'DISKOMINFO',
    registrationClosesAt: at(2, 8),
    cancelUntil: at(-1, 8),
    sessions: [-1, 2].map((days) => ({ ...topic, startsAt: at(days, 8), endsAt: at(days, 11) })),
  });
  const event = await post(page, `/events/${made.id}/publish`);
  const gate = await post(page, `/events/${event.id}/gates`, { name: 'Pintu Timur' });
  const codes = [];
  for (const [name, nip] of [
    ['Deasy Wantah', '198512042010032004'],
    ['Albert Rumondor', '197903172006041005'],
  ]) {
    const person = { kind: 'pns', name, nip, backTitle: 'S.IP.', unitText: 'Kecamatan Madidir', rank: 'III/c' };
    const contact = { position: 'Kepala Seksi', phone: '081234567890', email: 'contoh@bitung.example' };
    const body = { ...person, ...contact, consentTextIds: [], submissionNonce: randomUUID() };
    codes.push((await post(page, `/public/events/${event.slug}/registrations`, body)).ticketCode);
  }
  return { address: `/pintu?acara=${event.id}&pintu=${gate.id}`, codes };
}

async function door() {
  const page = await open('phone');
  await signIn(page, 'panitia');
  const { address, codes } = await runningEvent(page);
  await page.addInitScript(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 720, height: 1280 });
    const pen = canvas.getContext('2d');
    setInterval(() => {
      if (!pen) return;
      pen.fillStyle = '#39424a';
      pen.fillRect(0, 0, 720, 1280);
    }, 100);
    navigator.mediaDevices.getUserMedia = () => Promise.resolve(canvas.captureStream(10));
  });
  const verdict = page.locator('section[role=alert]');
  const type = async (/** @type {string} */ code) => {
    await page.locator('.prompt').waitFor();
    await page.keyboard.type(code, { delay: 10 });
    await page.keyboard.press('Enter');
    await verdict.waitFor();
  };
  await page.goto(address);
  await type(String(codes[0]));
  await shoot(page, '04b-phone');
  await verdict.waitFor({ state: 'hidden' });
  await type(String(codes[0]));
  await shoot(page, '04c-phone');
  await page.goto(address);
  await type('MENU-KANTIN');
  await shoot(page, '04e-phone');
  await page.goto(address);
  await page.locator('.prompt').waitFor();
  await shoot(page, '04a-phone');
  await page.context().close();
}

try {
  for (const size of /** @type {const} */ (['phone', 'desktop'])) {
    await publicPages(size);
    await consolePages(size);
  }
  await door();
} finally {
  await browser.close();
}
