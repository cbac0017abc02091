import { createContext, useContext } from 'react';

const Place = createContext('');

/** Around what lies over a page: a field in it and one below may have the same name, but not the same id. */
export const FieldPlace = Place.Provider;

/** The id of a field's control, to which its label and the error summary point. */
export const useFieldId = (name: string): string => `${useContext(Place)}field-${name}`;
