/**
 * A set of ids of which the newest idle one is found in a few steps, however many there are: a bit for each place in
 * order of creation, and a bit for each word of 32 that has one set.
 */
export class NewestFirst {
  /** Place of each id in order of creation, and the id at each place. */
  private placeOf = new Int32Array(64);
  private idAt = new Int32Array(64).fill(-1);
  private words = new Int32Array(2);
  private summary = new Int32Array(1);
  /** Next free place. */
  private end = 0;
  private live = 0;
  private readonly freeIds: number[] = [];
  private ids = 0;

  /** A new id, not idle. */
  add(): number {
    if (this.end === this.idAt.length) this.compact();
    const id = this.freeIds.pop() ?? this.ids++;
    if (id >= this.placeOf.length) {
      const grown = new Int32Array(this.placeOf.length * 2);
      grown.set(this.placeOf);
      this.placeOf = grown;
    }
    const place = this.end++;
    this.placeOf[id] = place;
    this.idAt[place] = id;
    this.live++;
    return id;
  }

  /** The newest idle id, no longer idle; −1 where none is. */
  take(): number {
    const { summary, words } = this;
    for (let block = summary.length - 1; block >= 0; block--) {
      const blocks = summary[block]!;
      if (blocks === 0) continue;
      const word = (block << 5) + 31 - Math.clz32(blocks);
      const place = (word << 5) + 31 - Math.clz32(words[word]!);
      this.clear(place);
      return this.idAt[place]!;
    }
    return -1;
  }

  isIdle(id: number): boolean {
    const place = this.placeOf[id]!;
    // An id that ended leaves its place to another.
    return this.idAt[place] === id && (this.words[place >> 5]! & (1 << (place & 31))) !== 0;
  }

  takeOne(id: number): void {
    this.clear(this.placeOf[id]!);
  }

  giveBack(id: number): void {
    const place = this.placeOf[id]!;
    const word = place >> 5;
    this.words[word]! |= 1 << (place & 31);
    this.summary[word >> 5]! |= 1 << (word & 31);
  }

  /** An id that is not idle ends. */
  remove(id: number): void {
    this.idAt[this.placeOf[id]!] = -1;
    this.freeIds.push(id);
    this.live--;
  }

  private clear(place: number): void {
    const word = place >> 5;
    const left = this.words[word]! & ~(1 << (place & 31));
    this.words[word] = left;
    if (left === 0) this.summary[word >> 5]! &= ~(1 << (word & 31));
  }

  /** Closes the gaps that ended ids left, and doubles the room where more than half of it is in use. */
  private compact(): void {
    const capacity = this.live * 2 > this.idAt.length ? this.idAt.length * 2 : this.idAt.length;
    const { idAt, words, end } = this;
    this.idAt = new Int32Array(capacity).fill(-1);
    this.words = new Int32Array(capacity >> 5);
    this.summary = new Int32Array(Math.max(1, capacity >> 10));
    this.end = 0;
    for (let place = 0; place < end; place++) {
      const id = idAt[place]!;
      if (id < 0) continue;
      const isIdle = (words[place >> 5]! & (1 << (place & 31))) !== 0;
      this.placeOf[id] = this.end;
      this.idAt[this.end++] = id;
      if (isIdle) this.giveBack(id);
    }
  }
}
