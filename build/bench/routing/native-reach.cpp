// Bounded Dijkstra with a lazy four-ary heap over the same arrays: prints the median milliseconds of one reach by the
// wall and of the processor, and the mean nodes reached.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <utility>
#include <vector>

using Entry = std::pair<int32_t, int32_t>;

struct Heap {
  std::vector<Entry> entries;
  void push(Entry entry) {
    size_t at = entries.size();
    entries.push_back(entry);
    while (at > 0 && entry < entries[(at - 1) / 4]) {
      entries[at] = entries[(at - 1) / 4];
      at = (at - 1) / 4;
    }
    entries[at] = entry;
  }
  Entry pop() {
    Entry least = entries[0], last = entries.back();
    entries.pop_back();
    size_t count = entries.size(), at = 0;
    if (count == 0) return least;
    for (;;) {
      size_t first = 4 * at + 1, best = first;
      if (first >= count) break;
      for (size_t child = first + 1; child < std::min(first + 4, count); child++) if (entries[child] < entries[best]) best = child;
      if (!(entries[best] < last)) break;
      entries[at] = entries[best];
      at = best;
    }
    entries[at] = last;
    return least;
  }
};

double processorMs() {
  timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return used.tv_sec * 1e3 + used.tv_nsec / 1e6;
}

int main(int argc, char** argv) {
  FILE* file = fopen(argv[1], "rb");
  int32_t counts[2];
  if (!file || fread(counts, 4, 2, file) != 2) return 1;
  std::vector<uint32_t> start(counts[0] + 1);
  std::vector<int32_t> links(2 * size_t(counts[1]));
  if (fread(start.data(), 4, start.size(), file) != start.size() || fread(links.data(), 4, links.size(), file) != links.size()) return 1;
  const int32_t limit = atoi(argv[2]), never = 0x3fffffff;
  std::vector<int32_t> label(counts[0], never), touched;
  Heap heap;
  std::vector<double> walls, processor;
  size_t reached = 0;
  for (int run = 0; run < 20; run++) {
    auto before = std::chrono::steady_clock::now();
    double usedBefore = processorMs();
    for (int arg = 3; arg < argc; arg++) {
      int32_t from = atoi(argv[arg]);
      label[from] = 0;
      touched.push_back(from);
      heap.push({0, from});
      while (!heap.entries.empty()) {
        auto [at, node] = heap.pop();
        if (at > label[node]) continue;
        for (uint32_t link = start[node]; link < start[node + 1]; link++) {
          int32_t head = links[2 * link], then = at + links[2 * link + 1];
          if (then >= label[head] || then > limit) continue;
          if (label[head] == never) touched.push_back(head);
          label[head] = then;
          heap.push({then, head});
        }
      }
      reached += touched.size();
      for (int32_t node : touched) label[node] = never;
      touched.clear();
    }
    if (run < 5) continue;
    processor.push_back((processorMs() - usedBefore) / (argc - 3));
    walls.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count() / (argc - 3));
  }
  std::sort(walls.begin(), walls.end());
  std::sort(processor.begin(), processor.end());
  printf("%f %f %zu\n", walls[walls.size() / 2], processor[processor.size() / 2], reached / 20 / (argc - 3));
}
