package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Pass;
import java.util.Arrays;

/// Moments of channels with short planes, all at once: a block of channels is one line of columns
/// in each sample, and every column has sums and numbers of its own.
final class ColumnMoments implements Moments {
  private final Channels channels;
  private final int first;
  private final int columns;

  /// Two sums and the number they are about, later three numbers: a row of columns each.
  private final double[] room;

  ColumnMoments(Channels channels, int from, int end) {
    this.channels = channels;
    first = channels.at(0, from);
    columns = (end - from) * channels.plane();
    room = Room.borrowDoubles(3 * columns);
    Arrays.fill(room, 0, 2 * columns, 0);
  }

  private void fill(int row, int channel, double number) {
    int at = row * columns + channel * channels.plane();
    Arrays.fill(room, at, at + channels.plane(), number);
  }

  @Override
  public void start(int channel, double about) {
    fill(2, channel, about);
  }

  @Override
  public void deviations(float[] x, int at) {
    var call = Call.of(Pass.DEVIATIONS_EACH, 6);
    call.with(0, room, 0).with(1, room, columns).with(2, room, 0).with(3, room, columns);
    call.with(5, room, 2 * columns);
    for (int sample = 0; sample < channels.samples(); sample++) {
      call.with(4, x, at + line(sample)).run(columns);
    }
    call.close();
  }

  @Override
  public void slopes(float[] g, int gAt, float[] x, int xAt) {
    var call = Call.of(Pass.SLOPES_EACH, 7);
    call.with(0, room, 0).with(1, room, columns).with(2, room, 0).with(3, room, columns);
    call.with(6, room, 2 * columns);
    for (int sample = 0; sample < channels.samples(); sample++) {
      call.with(4, g, gAt + line(sample)).with(5, x, xAt + line(sample)).run(columns);
    }
    call.close();
  }

  private int line(int sample) {
    return first + sample * channels.sample();
  }

  /// By four sums, which do not wait for each other.
  @Override
  public double sum(int which, int channel) {
    int at = which * columns + channel * channels.plane();
    int end = at + channels.plane();
    double a = 0;
    double b = 0;
    double c = 0;
    double d = 0;
    for (; at + 4 <= end; at += 4) {
      a += room[at];
      b += room[at + 1];
      c += room[at + 2];
      d += room[at + 3];
    }
    for (; at < end; at++) {
      a += room[at];
    }
    return (a + b) + (c + d);
  }

  @Override
  public void numbers(int channel, double a, double b, double c) {
    fill(0, channel, a);
    fill(1, channel, b);
    fill(2, channel, c);
  }

  @Override
  public void affine(float[] y, int yAt, float[] x, int xAt) {
    var call = Call.of(Pass.AFFINE_EACH, 4).with(2, room, 0).with(3, room, columns);
    for (int sample = 0; sample < channels.samples(); sample++) {
      call.with(0, y, yAt + line(sample)).with(1, x, xAt + line(sample)).run(columns);
    }
    call.close();
  }

  @Override
  public void blend(float[] y, int yAt, float[] g, int gAt, float[] x, int xAt) {
    var call = Call.of(Pass.BLEND_EACH, 6).with(3, room, 0).with(4, room, columns);
    call.with(5, room, 2 * columns);
    for (int sample = 0; sample < channels.samples(); sample++) {
      int line = line(sample);
      call.with(0, y, yAt + line).with(1, g, gAt + line).with(2, x, xAt + line).run(columns);
    }
    call.close();
  }

  @Override
  public void close() {
    Room.giveBack(room);
  }
}
