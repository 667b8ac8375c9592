package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.type.Shape;

/// How the elements of channels lie: `plane` of a channel side by side, in each of `samples`.
///
/// @param samples how often each channel occurs
/// @param count how many channels there are
/// @param plane elements of a channel in a sample
record Channels(int samples, int count, int plane) {
  /// Planes from this size on are gone through one by one; for shorter ones a call, some 30 ns,
  /// costs more than numbers for every column.
  private static final int LINE = 512;

  /// The same where there is one sample, and sums of columns would be no smaller than the columns.
  static final int LONE_LINE = 64;

  /// Columns of a block: the numbers of all, three doubles each, stay in the L1 cache.
  private static final int COLUMNS = 1024;

  /// The channels of [N, C, …].
  static Channels of(Shape x) {
    int samples = (int) x.size(0);
    int count = (int) x.size(1);
    return new Channels(samples, count, (int) x.with(0, 1).with(1, 1).elements());
  }

  /// The channels of each sample as channels of their own.
  Channels apart() {
    return new Channels(1, samples * count, plane);
  }

  boolean areLines() {
    return plane >= (samples == 1 ? LONE_LINE : LINE);
  }

  /// Elements of a sample.
  int sample() {
    return count * plane;
  }

  /// Elements of a channel.
  int values() {
    return samples * plane;
  }

  /// Where a channel of a sample begins.
  int at(int sample, int channel) {
    return (sample * count + channel) * plane;
  }

  /// A block of channels.
  @FunctionalInterface
  interface Block {
    /// Handles channels `from` to before `end`.
    void run(int from, int end);
  }

  /// Goes over all channels in blocks, which hold whole groups of `group` channels; how they are
  /// cut depends on the shape alone.
  void each(int group, Workers workers, Block block) {
    int most = areLines() ? Walk.PART / Math.max(values(), 1) : COLUMNS / Math.max(plane, 1);
    int size = Math.max(most / group, 1) * group;
    int parts = (count + size - 1) / size;
    workers.run(parts, p -> block.run(p * size, Math.min(count, (p + 1) * size)));
  }
}
