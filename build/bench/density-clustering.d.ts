declare module 'density-clustering' {
  export class DBSCAN {
    noise: number[];
    run(data: number[][], radius: number, minPoints: number): number[][];
  }
}
