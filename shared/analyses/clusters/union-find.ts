/** Disjoint sets of 0 … size − 1, joined by size, paths halved on the way (Tarjan and van Leeuwen 1984). */
export class UnionFind {
  private readonly parents: Int32Array;
  private readonly sizes: Uint32Array;

  constructor(size: number) {
    this.parents = new Int32Array(size);
    for (let member = 0; member < size; member++) this.parents[member] = member;
    this.sizes = new Uint32Array(size).fill(1);
  }

  /** One member that stands for the whole set. */
  find(member: number): number {
    const { parents } = this;
    let at = member;
    while (parents[at] !== at) {
      parents[at] = parents[parents[at]!]!;
      at = parents[at]!;
    }
    return at;
  }

  join(one: number, other: number): void {
    let large = this.find(one);
    let small = this.find(other);
    if (large === small) return;
    if (this.sizes[large]! < this.sizes[small]!) [large, small] = [small, large];
    this.parents[small] = large;
    this.sizes[large]! += this.sizes[small]!;
  }
}
