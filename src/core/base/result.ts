/** The outcome of an operation whose failure is expected: a value, or an error with a reason. Never thrown. */
export type Result<T, E> = Ok<T> | Err<E>;

/** A success that carries its value. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** An expected failure that carries its reason. */
export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** Wraps a value as a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a reason as an expected failure. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
