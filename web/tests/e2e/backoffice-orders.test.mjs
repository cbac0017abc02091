// A customer buys and asks; an agent finds the order, refunds a line and answers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before } from 'node:test';
import {
  axeFaults,
  demoCustomer,
  openBrowser,
  payWith,
  shop,
  signIn,
  signInStaff,
  unexpected,
  until,
  visit,
  walk,
} from './browser.mjs';
import { subjectsTo } from './mail.mjs';

let browser;
let customer;
let agent;
/** The order that was bought. */
let order;
/** The customer's question, by its address. */
let question;

const step = walk();

before(async () => {
  browser = await openBrowser();
  customer = await visit(browser);
  agent = await visit(browser);
});
after(() => browser?.close());

/** A request of the API by somebody's own token. */
async function ask({ email, password }, method, path, body, headers = {}) {
  const signedIn = await fetch(`${shop}/api/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const { access_token: token } = await signedIn.json();
  const answer = await fetch(`${shop}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: body && JSON.stringify(body),
  });
  const json = await answer.json();
  assert.ok(answer.ok, `${method} ${path}: ${JSON.stringify(json)}`);
  return json;
}

step('a customer buys two tracks and asks about the order', async () => {
  const luis = await demoCustomer();
  const { page } = customer;
  const { track_ids: owned } = await ask(luis, 'GET', '/customers/me/owned');
  // Of no album that other tests sell to the same customer.
  const fresh = [2001, 2002, 2003, 2004].filter((id) => !owned.includes(id)).slice(0, 2);
  for (const id of fresh) {
    // One after the other, as a person does.
    // oxlint-disable-next-line no-await-in-loop
    await ask(luis, 'POST', '/cart/items', { kind: 'track', id });
  }
  const { total } = await ask(luis, 'GET', '/cart');
  const billing = {
    name: 'Luís Gonçalves',
    line1: 'Av. Brigadeiro 2170',
    city: 'São José',
    country: 'BR',
  };
  const key = { 'idempotency-key': crypto.randomUUID() };
  order = await ask(luis, 'POST', '/orders', { expected_total: total, billing }, key);
  const { redirect_url } = await ask(luis, 'POST', `/orders/${order.id}/pay`, undefined, {
    'idempotency-key': crypto.randomUUID(),
  });
  await signIn(page, luis);
  await page.goto(redirect_url);
  await payWith(page, '4242 4242 4242 4242');
  await page
    .getByText(/Thank you|is paid|yours/i)
    .first()
    .waitFor();
  await page.goto(`/purchases/${order.id}`);
  await page.getByRole('link', { name: 'Help with this order' }).click();
  await page.getByText(`About your order ${order.number}.`).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.getByLabel('What is it about?').fill('One song is not what I thought');
  await page
    .getByLabel('What happened?')
    .fill('I took it for the live version.\nCan I have the money back?');
  await page.getByLabel('Attach files').setInputFiles({
    name: 'what i heard.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no applause'),
  });
  await page.getByText('what i heard.txt').waitFor();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { level: 1, name: 'One song is not what I thought' }).waitFor();
  question = new URL(page.url()).pathname;
  assert.match(question, /^\/help\/[0-9a-f-]{36}$/);
});

step('an agent finds the order and sends the price of one line back', async () => {
  const { page } = agent;
  await signInStaff(page, 'Support agent');
  await page.goto('/admin/orders');
  await page.getByRole('searchbox', { name: 'Search orders' }).fill(order.number.toLowerCase());
  await page.getByRole('row', { name: new RegExp(order.number) }).waitFor();
  await until(
    async () => (await page.getByRole('row').count()) === 3,
    'one order, its head and its sums',
  );
  await page.getByRole('link', { name: order.number }).click();
  await page.getByRole('heading', { level: 1, name: `Order ${order.number}` }).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole('button', { name: 'Refund' }).click();
  const dialog = page.getByRole('dialog', { name: `Refund order ${order.number}` });
  await dialog.getByRole('checkbox').first().check();
  await dialog.getByRole('button', { name: /^Refund/ }).click();
  await dialog.getByText('Write why: the customer reads it.').first().waitFor();
  await dialog.getByLabel('Reason').fill('Not the live version.');
  await dialog.getByRole('button', { name: 'Refund $0.99' }).click();
  await page.getByText('$0.99 goes back to the customer.').waitFor();
  await page.getByText('1 track taken back').first().waitFor();
  await page.getByText('Partly refunded').first().waitFor();
  const happened = page.getByRole('list', { name: 'What happened to the order' });
  await happened.getByText(/Refund of lines requested/).waitFor();
  await happened
    .getByText(/Jane Peacock/)
    .first()
    .waitFor();
});

step('the file of a list equals the list, to the cent', async () => {
  const { page } = agent;
  await page.goto('/admin/orders?country=BR&sort=-total');
  await page.getByRole('row').nth(2).waitFor();
  const count = Number(
    (await page.getByText(/ in this list$/).textContent()).replaceAll(/\D/g, ''),
  );
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^CSV/ }).click(),
  ]);
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split('\r\n');
  assert.equal(lines.length, count + 2, 'a head, the rows, and their sums');
  const rows = page.getByRole('grid', { name: 'Orders' }).getByRole('row');
  const first = await rows.nth(1).textContent();
  assert.ok(first.includes(lines[1].split(',')[0]), `${first} is the first line ${lines[1]}`);
  const sums = lines.at(-1).split(',');
  const foot = await page.locator('tfoot').textContent();
  assert.ok(foot.replaceAll(',', '').includes(sums[10]), `${foot} has the total ${sums[10]}`);
});

step('a view that was kept is there after a reload', async () => {
  const { page } = agent;
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: 'Keep this view' }).click();
  await page.getByLabel('Name').fill('Brazil, largest first');
  await page.getByRole('button', { name: 'Keep the view' }).click();
  await page.getByText('“Brazil, largest first” is kept.').waitFor();
  await page.goto('/admin/orders');
  await page.reload();
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('button', { name: /^Brazil, largest first/ }).click();
  await page.waitForURL(/country=BR/);
  assert.match(page.url(), /sort=-total/);
});

step('the agent answers with an answer that is kept, and the customer reads it', async () => {
  const { page } = agent;
  await page.goto('/admin/tickets?state=open');
  await page.getByRole('button', { name: 'Canned answers' }).click();
  await page.getByRole('button', { name: 'Write one' }).click();
  await page.getByLabel('Title').fill('Money is back');
  await page
    .getByRole('textbox', { name: 'Answer' })
    .fill('Dear {{first_name}},\nthe price of the song in order {{order}} is on its way back.');
  await page.getByRole('button', { name: 'Keep the answer' }).click();
  await page.getByText('Money is back').waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: /One song is not what I thought/ }).click();
  await page.getByText('Can I have the money back?').waitFor();
  await page.getByRole('link', { name: /what i heard/ }).waitFor();
  assert.deepEqual(await axeFaults(page), []);
  await page.getByRole('button', { name: 'Canned answers' }).click();
  await page.getByRole('menuitem', { name: 'Money is back' }).click();
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await page.getByText(`the price of the song in order ${order.number}`).first().waitFor();

  const theirs = customer.page;
  await theirs.goto(question);
  await theirs.getByText(/Dear Luís/).waitFor();
  assert.deepEqual(await axeFaults(theirs), []);
  const luis = await demoCustomer();
  await until(
    () => subjectsTo(luis.email).some((subject) => subject.includes('One song')),
    'the answer by mail',
    // After what the outbox held before it: every order of the data set.
    180_000,
  );
  assert.deepEqual(unexpected(agent.faults, /401/, /404/), []);
  assert.deepEqual(unexpected(customer.faults, /401/, /404/), []);
});
