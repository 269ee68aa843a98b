/**
 * A map that grows in place until somebody has been given it, and is copied once at the next change after that. So many
 * entries at once cost no copies, and what was handed out never changes.
 */
export class CopyOnWriteMap<K, V> {
  #map = new Map<K, V>();
  #given = false;

  get(key: K): V | undefined {
    return this.#map.get(key);
  }

  has(key: K): boolean {
    return this.#map.has(key);
  }

  set(key: K, value: V): void {
    this.#own().set(key, value);
  }

  /** Sets a key and puts it last. */
  setLast(key: K, value: V): void {
    const map = this.#own();
    map.delete(key);
    map.set(key, value);
  }

  delete(key: K): void {
    if (this.#map.has(key)) this.#own().delete(key);
  }

  /** The same object until something is changed. */
  get value(): ReadonlyMap<K, V> {
    this.#given = true;
    return this.#map;
  }

  #own(): Map<K, V> {
    if (this.#given) {
      this.#map = new Map(this.#map);
      this.#given = false;
    }
    return this.#map;
  }
}
