import { Form, Formik } from 'formik';
import { useState } from 'react';
import { object, string } from 'yup';
import type { CannedAnswer } from '@/api/generatedAdmin';
import { describeError } from '@/api/problem';
import { Button, IconButton } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Field, TextAreaField } from '@/ui/Field';
import { TrashIcon } from '@/ui/icons';
import { Notice } from '@/ui/States';
import { office } from '@/features/admin/tags';
import { EditIcon } from '@/features/admin/ui/icons';

const schema = object({
  title: string().trim().required('Give it a title.').max(80, 'Use at most 80 characters.'),
  body: string().trim().required('Write the answer.').max(20_000),
});

/** The answers that are kept for all: written, changed and removed. */
export function CannedDialog({ onClose }: { onClose: () => void }) {
  const { data: answers = [] } = office.useListCannedAnswersQuery();
  const [remove] = office.useDeleteCannedAnswerMutation();
  const [editing, setEditing] = useState<CannedAnswer | 'new' | null>(null);
  return (
    <Dialog open onClose={onClose} title="Canned answers">
      {editing ? (
        <Editor answer={editing === 'new' ? null : editing} onDone={() => setEditing(null)} />
      ) : (
        <div className="flex flex-col gap-4">
          {answers.length === 0 ? (
            <p className="text-ink-2">
              Keep what you write often: everybody who answers tickets can use it.
            </p>
          ) : (
            <ul className="divide-y divide-line">
              {answers.map((answer) => (
                <li key={answer.id} className="flex items-center gap-1 py-1.5">
                  <div className="min-w-0 flex-1">
                    <p className="font-semibold break-words">{answer.title}</p>
                    <p className="truncate text-sm text-ink-2">{answer.body}</p>
                  </div>
                  <IconButton label={`Change ${answer.title}`} onClick={() => setEditing(answer)}>
                    <EditIcon />
                  </IconButton>
                  <IconButton
                    label={`Remove ${answer.title}`}
                    onClick={() => void remove({ id: answer.id })}
                  >
                    <TrashIcon />
                  </IconButton>
                </li>
              ))}
            </ul>
          )}
          <Button look="primary" className="self-end" onClick={() => setEditing('new')}>
            Write one
          </Button>
        </div>
      )}
    </Dialog>
  );
}

function Editor({ answer, onDone }: { answer: CannedAnswer | null; onDone: () => void }) {
  const [create, creating] = office.useCreateCannedAnswerMutation();
  const [update, updating] = office.useUpdateCannedAnswerMutation();
  const error = creating.error ?? updating.error;
  return (
    <Formik
      initialValues={{ title: answer?.title ?? '', body: answer?.body ?? '' }}
      validationSchema={schema}
      onSubmit={async (cannedAnswerDraft) => {
        const { data } = answer
          ? await update({ id: answer.id, cannedAnswerDraft })
          : await create({ cannedAnswerDraft });
        if (data) onDone();
      }}
    >
      {({ isSubmitting }) => (
        <Form noValidate className="flex flex-col gap-4">
          <Field name="title" label="Title" maxLength={80} />
          <TextAreaField
            name="body"
            label="Answer"
            rows={7}
            hint="{{first_name}}, {{order}}, {{ticket}} and {{agent}} are filled in."
          />
          {error && <Notice tone="bad">{describeError(error)}</Notice>}
          <div className="flex flex-wrap justify-end gap-2">
            <Button onClick={onDone}>Keep as it is</Button>
            <Button type="submit" look="primary" busy={isSubmitting}>
              Keep the answer
            </Button>
          </div>
        </Form>
      )}
    </Formik>
  );
}
