import { describeError, fieldErrors, isProblem, problemType } from './problem';

const rejected = {
  status: 422,
  data: {
    type: '/problems/validation',
    title: 'Some fields need attention',
    status: 422,
    detail: 'Correct the fields and send again.',
    errors: [{ field: 'email', message: 'Enter an email address' }],
  },
};

test('a problem document is recognised and read', () => {
  expect(isProblem(rejected)).toBe(true);
  expect(problemType(rejected)).toBe('validation');
  expect(fieldErrors(rejected)).toEqual({ email: 'Enter an email address' });
  expect(describeError(rejected)).toBe('Correct the fields and send again.');
});

test('what only points to the list of errors is said in their words', () => {
  const detail = 'Some fields need another value. See `errors` for each.';
  const errors = [{ field: 'selection', message: 'takes at most 20000 songs at once' }];
  expect(describeError({ status: 422, data: { ...rejected.data, detail, errors } })).toBe(
    'Selection: takes at most 20000 songs at once.',
  );
});

test('an answer that is no problem document still gives a sentence', () => {
  for (const odd of [null, undefined, {}, { status: 500, data: '<html>' }, { data: null }]) {
    expect(isProblem(odd)).toBe(false);
    expect(problemType(odd)).toBeNull();
    expect(fieldErrors(odd)).toEqual({});
    expect(describeError(odd)).toMatch(/Try again/);
  }
  expect(describeError({ status: 'FETCH_ERROR', error: 'x' })).toMatch(/could not be reached/);
});
