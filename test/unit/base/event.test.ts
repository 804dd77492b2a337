import assert from 'node:assert/strict';
import { Emitter } from '../../../src/core/base/event';

describe('Emitter', () => {
  it('tells listeners in the order in which they subscribed, each as often as it did', () => {
    const emitter = new Emitter<number>();
    const seen: string[] = [];
    const listen = (value: number): void => void seen.push(`a${value}`);
    const first = emitter.event(listen);
    emitter.event((value) => seen.push(`b${value}`));
    emitter.event(listen);
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    emitter.dispose();
    emitter.fire(3);
    assert.deepEqual(seen, ['a1', 'b1', 'a1', 'b2', 'a2']);
  });

  it('tells of a value those who listened when it was fired', () => {
    const emitter = new Emitter<number>();
    const seen: string[] = [];
    emitter.event(() => {
      emitter.event((value) => seen.push(`inner ${value}`));
    });
    emitter.fire(1);
    assert.deepEqual(seen, []);
    emitter.fire(2);
    assert.deepEqual(seen, ['inner 2']);
  });

  it('tells everybody although one fails, then throws; or hands the error over and does not', () => {
    const seen: unknown[] = [];
    const failing = new Error('broken');
    const fill = (emitter: Emitter<number>): void => {
      emitter.event(() => {
        throw failing;
      });
      emitter.event((value) => seen.push(value));
    };
    const plain = new Emitter<number>();
    fill(plain);
    assert.throws(() => {
      plain.fire(1);
    }, failing);
    const handled = new Emitter<number>((error) => seen.push(error));
    fill(handled);
    handled.fire(2);
    assert.deepEqual(seen, [1, failing, 2]);
  });
});
