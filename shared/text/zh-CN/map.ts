export const map = {
  gpuCrashed: '图形处理器曾崩溃，地图改用软件绘制，会慢一些。重新启动应用可恢复。',
};
