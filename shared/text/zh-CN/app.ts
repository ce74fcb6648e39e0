export const app = { name: '消防一张图', sampleMark: '示范数据' };
