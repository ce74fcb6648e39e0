export const map = {
  gpuCrashed: 'The graphics processor crashed: the map is drawn in software, more slowly. Restarting the app brings it back.',
};
