import { createSlice, nanoid, type PayloadAction } from '@reduxjs/toolkit';

export type Toast = {
  id: string;
  message: string;
  tone: 'plain' | 'bad';
  /** A link, or an action to dispatch ("Undo"). */
  link?: { label: string; to: string };
  action?: { label: string; action: { type: string } };
};

export const toastSlice = createSlice({
  name: 'toasts',
  initialState: [] as Toast[],
  reducers: {
    toasted: {
      prepare: (toast: Omit<Toast, 'id' | 'tone'> & { tone?: Toast['tone'] }) => ({
        payload: { tone: 'plain' as const, ...toast, id: nanoid() },
      }),
      reducer(toasts, { payload }: PayloadAction<Toast>) {
        toasts.push(payload);
        if (toasts.length > 3) toasts.shift();
      },
    },
    toastClosed: (toasts, { payload }: PayloadAction<string>) =>
      toasts.filter((toast) => toast.id !== payload),
  },
});

export const { toasted, toastClosed } = toastSlice.actions;
