import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { axe } from 'jest-axe';
import { Route, Routes } from 'react-router';
import { asLuis, problem } from '../../../tests/people';
import { aPlaylist, aSong } from '../../../tests/playlists';
import { renderShop } from '../../../tests/render';
import { serve } from '../../../tests/service';
import ExportPage from './ExportPage';
import { mappingProblem } from './fields';
import { splitEvents } from './follow';
import ImportPage from './ImportPage';
import ImportsPage from './ImportsPage';
import type { Import, Preview, Start } from './types';

const at = '/api/v1/library/imports';
type Handlers = Parameters<typeof serve>[0];
type At = NonNullable<Parameters<typeof renderShop>[1]>['at'];

const ready: Import = {
  id: 'import-1',
  name: 'tapes.csv',
  bytes: 1234,
  format: 'csv',
  state: 'ready',
  columns: [
    { name: 'Song', samples: ['Go Down'], field: 'title' },
    { name: 'Who', samples: ['AC/DC'], field: null },
  ],
  rows: 12,
  done: 0,
  counts: null,
  error: null,
  created_at: '2026-11-20T10:00:00Z',
  finished_at: null,
};
const counts = { new: 8, matched: 1, duplicate: 0, bad: 3, unsure: 1, playlists: 0 };
const preview: Preview = {
  counts,
  bad: [{ row: 4, reason: 'There is no title.', text: ';AC/DC' }],
  unsure: [
    {
      row: 7,
      incoming: { title: 'Go Dwn', artist: 'AC/DC', album: null, duration_ms: null },
      candidate: aSong(1, { title: 'Go Down', artist: 'AC/DC' }),
      score: 0.87,
    },
  ],
  sample: [
    {
      row: 1,
      title: 'Problem Child',
      artist: 'AC/DC',
      album: null,
      year: 1977,
      duration_ms: 325_000,
      outcome: 'new',
    },
  ],
  playlists: [],
};

function open(path: At, handlers: Handlers) {
  const requests = serve({
    [`GET ${at}`]: { body: { items: [] } },
    'GET /api/v1/library/import-mappings': { body: { items: [] } },
    ...handlers,
  });
  const view = renderShop(
    <main>
      <Routes>
        <Route path="/library/import" element={<ImportsPage />} />
        <Route path="/library/import/:id" element={<ImportPage />} />
        <Route path="/library/export" element={<ExportPage />} />
      </Routes>
    </main>,
    { at: path, state: asLuis },
  );
  return { ...view, requests };
}

/** What the page asks of a browser to send a file with its progress. */
class FakeUpload {
  static last: FakeUpload;
  upload: { onprogress?: (event: { loaded: number; total: number }) => void } = {};
  onload = () => {};
  onerror = () => {};
  onabort = () => {};
  status = 0;
  responseText = '';
  sent: File | null = null;
  asked = '';
  headers: Record<string, string> = {};
  constructor() {
    FakeUpload.last = this;
  }
  open(method: string, url: string) {
    this.asked = `${method} ${url}`;
  }
  setRequestHeader(name: string, value: string) {
    this.headers[name] = value;
  }
  send(file: File) {
    this.sent = file;
  }
  abort() {
    this.onabort();
  }
  answer(status: number, body: unknown) {
    this.status = status;
    this.responseText = JSON.stringify(body);
    this.onload();
  }
}
const native = globalThis.XMLHttpRequest;
beforeEach(() => {
  globalThis.XMLHttpRequest = FakeUpload as never;
});
afterEach(() => {
  globalThis.XMLHttpRequest = native;
});

const csv = new File(['Song;Who\nGo Down;AC/DC\n'], 'tapes & more.csv', { type: 'text/csv' });
async function drop(file: File) {
  const zone = (await screen.findByText('Drop a file here')).parentElement as HTMLElement;
  fireEvent.drop(zone, { dataTransfer: { files: [file] } });
}

test('a dropped file is sent with its progress and opened', async () => {
  const { place, container } = open('/library/import', {
    [`GET ${at}/import-1`]: { body: ready },
    [`POST ${at}/import-1/preview`]: { body: preview },
  });
  expect(await screen.findByText('Drop a file here')).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
  await drop(csv);
  await waitFor(() => expect(FakeUpload.last?.sent).toBe(csv));
  expect(FakeUpload.last.asked).toBe(`POST http://shop.test${at}?name=tapes%20%26%20more.csv`);
  expect(FakeUpload.last.headers).toEqual({
    'content-type': 'application/octet-stream',
    authorization: 'Bearer token',
  });
  act(() => FakeUpload.last.upload.onprogress?.({ loaded: 25, total: 100 }));
  expect(await screen.findByText('25% sent')).toBeVisible();
  expect(screen.getByRole('progressbar')).toHaveAttribute('value', '0.25');
  FakeUpload.last.answer(201, ready);
  await waitFor(() => expect(place.current).toBe('/library/import/import-1'));
});

test('a file that cannot be read is refused with the reason', async () => {
  open('/library/import', {});
  await drop(csv);
  await screen.findByText(/% sent/);
  FakeUpload.last.answer(422, {
    ...problem(422, 'unreadable-file').body,
    detail: 'This is a picture.',
  });
  expect(await screen.findByRole('alert')).toHaveTextContent(
    '“tapes & more.csv” was not taken. This is a picture.',
  );
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeVisible();
});

test('an upload can be stopped, and an empty file is not sent', async () => {
  const { user } = open('/library/import', {});
  await drop(csv);
  await user.click(await screen.findByRole('button', { name: 'Stop' }));
  expect(await screen.findByRole('button', { name: 'Choose a file' })).toBeVisible();
  expect(screen.queryByRole('alert')).toBeNull();
  await drop(new File([], 'nothing.csv'));
  expect(await screen.findByRole('alert')).toHaveTextContent('“nothing.csv” is empty.');
});

test('imports that were left running show how far they are', async () => {
  const running = { ...ready, state: 'running', done: 3 };
  open('/library/import', { [`GET ${at}`]: { body: { items: [running] } } });
  expect(await screen.findByText('Running, 25%')).toBeVisible();
});

test('columns are corrected, kept under a name, and unsure rows decided before the start', async () => {
  let started: Start = {};
  const asked: unknown[] = [];
  let state: Import = ready;
  const { user, container } = open('/library/import/import-1', {
    [`GET ${at}/import-1`]: () => ({ body: state }),
    [`POST ${at}/import-1/preview`]: async (request) => {
      asked.push(((await request.json()) as { mapping: unknown }).mapping);
      return { body: preview };
    },
    [`POST ${at}/import-1/start`]: async (request) => {
      started = (await request.json()) as Start;
      state = { ...ready, state: 'done', done: 12, counts };
      return { status: 202, body: { ...ready, state: 'running' } };
    },
  });
  expect(await screen.findByText('There is no title.')).toBeVisible();
  expect(await axe(container)).toHaveNoViolations();
  await user.selectOptions(screen.getByLabelText('What “Song” is'), 'Leave out');
  expect(await screen.findByText('Say which column holds the title.')).toBeVisible();
  await user.selectOptions(screen.getByLabelText('What “Song” is'), 'Title');
  await user.selectOptions(screen.getByLabelText('What “Who” is'), 'Artist');
  await waitFor(() => expect(asked.at(-1)).toEqual({ Song: 'title', Who: 'artist' }));
  await user.type(screen.getByLabelText(/^Keep this for the next file/), 'My tapes');
  const pair = within(await screen.findByRole('group', { name: 'Row 7: Go Dwn' }));
  await user.click(pair.getByLabelText('The same song'));
  expect(screen.getByText('All decided.')).toBeVisible();
  await user.click(screen.getByLabelText(/^Leave them as they are/));
  await user.click(screen.getByRole('button', { name: 'Import' }));
  expect(await screen.findByRole('heading', { name: 'Imported' })).toBeVisible();
  expect(started).toEqual({
    mapping: { Song: 'title', Who: 'artist' },
    save_mapping_as: 'My tapes',
    matched: 'skip',
    decisions: { 7: 'same' },
  });
});

test('what was chosen for an import is still there for who looks at something else meanwhile', async () => {
  const handlers = {
    [`GET ${at}/import-2`]: { body: { ...ready, id: 'import-2' } },
    [`POST ${at}/import-2/preview`]: { body: preview },
  };
  const first = open('/library/import/import-2', handlers);
  await first.user.selectOptions(await screen.findByLabelText('What “Who” is'), 'artist');
  await first.user.click(await screen.findByLabelText('The same song'));
  first.unmount();
  open('/library/import/import-2', handlers);
  expect(await screen.findByLabelText('What “Who” is')).toHaveValue('artist');
  expect(await screen.findByLabelText('The same song')).toBeChecked();
});

test('a file without a song says so, and is not imported', async () => {
  const none = { new: 0, matched: 0, duplicate: 0, bad: 0, unsure: 0, playlists: 0 };
  open('/library/import/import-3', {
    [`GET ${at}/import-3`]: { body: { ...ready, id: 'import-3' } },
    [`POST ${at}/import-3/preview`]: {
      body: { counts: none, bad: [], unsure: [], sample: [], playlists: [] },
    },
  });
  expect(await screen.findByText('There is no song in this file.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Import' })).toBeDisabled();
});

test('the row that names the columns is none of those that were dealt with', async () => {
  open('/library/import/import-4', {
    [`GET ${at}/import-4`]: { body: { ...ready, id: 'import-4', rows: 13, state: 'done', counts } },
  });
  expect(await screen.findByText(/, 12 rows$/)).toBeVisible();
});

test('a kept mapping is used with one press', async () => {
  const items = [
    { name: 'My tapes', mapping: { Song: 'title', Who: 'artist' } },
    { name: 'Other', mapping: { Elsewhere: 'title' } },
  ];
  const { user } = open('/library/import/import-1', {
    [`GET ${at}/import-1`]: { body: ready },
    [`POST ${at}/import-1/preview`]: { body: preview },
    'GET /api/v1/library/import-mappings': { body: { items } },
  });
  await user.click(await screen.findByRole('button', { name: 'Use “My tapes”' }));
  expect(screen.getByLabelText('What “Who” is')).toHaveValue('artist');
  expect(screen.queryByRole('button', { name: 'Use “Other”' })).toBeNull();
});

/** A service that sends these states as events, in pieces that cut lines in two. */
function withEvents(states: Import[], then: Handlers, asked: () => void) {
  const requests = serve(then);
  const plain = globalThis.fetch;
  globalThis.fetch = (async (input: RequestInfo | URL, init?: RequestInit) => {
    if (!String(input).endsWith('/events')) return plain(input, init);
    requests.push(new Request(input, init));
    asked();
    const text = states
      .map((state) => `event: progress\ndata: ${JSON.stringify(state)}\n\n`)
      .join('');
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream({
      start(controller) {
        for (let from = 0; from < bytes.length; from += 100)
          controller.enqueue(bytes.slice(from, from + 100));
        controller.close();
      },
    });
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
  }) as typeof fetch;
  return requests;
}

test('a running import is followed by its events to the end, and can be taken back', async () => {
  let state: Import = { ...ready, state: 'running' };
  const handlers: Handlers = {
    [`GET ${at}`]: { body: { items: [] } },
    [`GET ${at}/import-1`]: () => ({ body: state }),
    [`POST ${at}/import-1/undo`]: () => {
      state = { ...ready, state: 'undone', counts };
      return { status: 202, body: { ...ready, state: 'undoing' } };
    },
  };
  const view = open('/library/import/import-1', handlers);
  const done: Import = { ...ready, state: 'done', done: 12, counts };
  const requests = withEvents([{ ...ready, state: 'running', done: 6 }, done], handlers, () => {
    state = done;
  });
  expect(await screen.findByRole('heading', { name: 'Imported' })).toBeVisible();
  const events = requests.find(({ url }) => url.endsWith('/events'));
  expect(events?.headers.get('authorization')).toBe('Bearer token');
  const bad = screen.getByText('Cannot be read').parentElement as HTMLElement;
  expect(bad).toHaveTextContent('3');
  await view.user.click(screen.getByRole('button', { name: 'Undo the import' }));
  expect(await screen.findByRole('heading', { name: 'Taken back' })).toBeVisible();
  await view.user.click(screen.getByRole('button', { name: 'Import it again' }));
  expect(screen.getByRole('heading', { name: 'What the columns hold' })).toBeVisible();
});

test('a running import can be stopped, and says what becomes of what came before', async () => {
  let state: Import = { ...ready, state: 'running', done: 6 };
  const handlers: Handlers = {
    [`GET ${at}`]: { body: { items: [] } },
    [`GET ${at}/import-1`]: () => ({ body: state }),
    [`POST ${at}/import-1/stop`]: () => {
      state = { ...ready, state: 'failed', counts, error: 'You stopped it before its end.' };
      return { status: 202, body: { ...ready, state: 'running' } };
    },
  };
  const view = open('/library/import/import-1', handlers);
  withEvents([state], handlers, () => {});
  await view.user.click(await screen.findByRole('button', { name: 'Stop the import' }));
  expect(await screen.findByRole('alert')).toHaveTextContent('You stopped it before its end.');
  expect(screen.getByText('What came before that is in your library.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Undo the import' })).toBeVisible();
});

test('an import that failed says why', async () => {
  const failed = { ...ready, state: 'failed', error: 'The zip file ends too early.' };
  open('/library/import/import-1', { [`GET ${at}/import-1`]: { body: failed } });
  expect(await screen.findByRole('alert')).toHaveTextContent('The zip file ends too early.');
  expect(screen.getByRole('button', { name: 'Undo the import' })).toBeVisible();
});

test('songs as old as the file says are found where all imported ones are', async () => {
  const done: Import = { ...ready, format: 'itunes', columns: null, state: 'done', counts };
  open('/library/import/import-1', { [`GET ${at}/import-1`]: { body: done } });
  const link = await screen.findByRole('link', { name: 'See the songs' });
  expect(link).toHaveAttribute('href', '/library?filter=source:imported');
});

test('somebody else’s import is not there', async () => {
  open('/library/import/strange', {});
  expect(await screen.findByText('This import is not here')).toBeVisible();
});

test('events that are cut in two are put together', () => {
  const first = splitEvents('event: progress\r\ndata: {"a":1}\r\n\r\nevent: done\r\nda');
  expect(first.events).toEqual(['{"a":1}']);
  expect(splitEvents(`${first.tail}ta: {"a":2}\n\n: beat\n\n`)).toEqual({
    events: ['{"a":2}'],
    tail: '',
  });
});

test('a mapping needs a title, and each field once', () => {
  expect(mappingProblem({ a: 'artist' })).toMatch(/title/);
  expect(mappingProblem({ a: 'title', b: 'title' })).toMatch(/Two columns/);
  expect(mappingProblem({ a: 'title', b: null, c: null })).toBeNull();
});

test('a playlist, a search or everything is exported in the chosen format', async () => {
  URL.createObjectURL = () => 'blob:file';
  URL.revokeObjectURL = () => {};
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const { user, requests, container } = open(
    '/library/export?q=year:1977&filter=genre:%22Rock%22',
    {
      'GET /api/v1/library/playlists': { body: { items: [aPlaylist()] } },
      'GET /api/v1/library/export': { body: {} },
    },
  );
  const exported = () =>
    requests.filter(({ url }) => url.includes('/export')).map(({ url }) => new URL(url).search);
  await user.click(await screen.findByLabelText(/^JSON/));
  expect(await axe(container)).toHaveNoViolations();
  await user.click(screen.getByRole('button', { name: 'Download' }));
  await waitFor(() => expect(exported()).toHaveLength(1));
  await user.selectOptions(screen.getByLabelText('What'), 'Playlist: For the road');
  await user.click(screen.getByLabelText(/^M3U8/));
  await user.click(await screen.findByRole('button', { name: 'Download' }));
  await waitFor(() => expect(exported()).toHaveLength(2));
  expect(exported()).toEqual([
    '?format=json&q=year%3A1977&filter=genre%3A%22Rock%22',
    '?format=m3u8&playlist=list-1',
  ]);
});

test('songs selected in the list are exported by name, in their order', async () => {
  URL.createObjectURL = () => 'blob:file';
  URL.revokeObjectURL = () => {};
  jest.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  const selection = { ids: ['song-2', 'song-1'] };
  const { user, requests } = open(
    { pathname: '/library/export', state: { selection, count: 2 } },
    {
      'GET /api/v1/library/playlists': { body: { items: [] } },
      'POST /api/v1/library/export': { body: {} },
    },
  );
  expect(await screen.findByLabelText('What')).toHaveDisplayValue('2 songs you selected');
  expect(screen.getByRole('link', { name: 'Import & export' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await user.click(screen.getByLabelText(/^XSPF/));
  await user.click(screen.getByRole('button', { name: 'Download' }));
  const sent = () => requests.filter(({ method }) => method === 'POST');
  await waitFor(() => expect(sent()).toHaveLength(1));
  expect(await sent()[0]?.json()).toEqual({ format: 'xspf', selection });
});
