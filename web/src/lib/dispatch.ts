import type { ThunkDispatch, UnknownAction } from '@reduxjs/toolkit';
import { useDispatch } from 'react-redux';

export type Dispatch = ThunkDispatch<unknown, unknown, UnknownAction>;

/** Features do not know the store; they only know that thunks may be sent to it. */
export const useAppDispatch = useDispatch.withTypes<Dispatch>();
