package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Fold;
import jacobi.backend.cpu.code.Pass;
import java.util.Arrays;

/// Moments of channels whose planes are gone through one by one.
final class LineMoments implements Moments {
  /// Both sums of a channel in their accumulators, and the number they are about; later three
  /// numbers.
  private static final int EACH = 2 * Fold.WIDTH + 1;

  private final Channels channels;
  private final int from;
  private final int end;
  private final double[] room;

  LineMoments(Channels channels, int from, int end) {
    this.channels = channels;
    this.from = from;
    this.end = end;
    room = Room.borrowDoubles((end - from) * EACH);
    Arrays.fill(room, 0, (end - from) * EACH, 0);
  }

  @Override
  public void start(int channel, double about) {
    room[channel * EACH + 2 * Fold.WIDTH] = about;
  }

  @Override
  public void deviations(float[] x, int at) {
    var call = Call.of(Pass.DEVIATIONS, 4);
    for (int i = from; i < end; i++) {
      int sums = (i - from) * EACH;
      call.with(0, room, sums).with(1, room, sums + Fold.WIDTH);
      call.with(3, room, sums + 2 * Fold.WIDTH);
      for (int sample = 0; sample < channels.samples(); sample++) {
        call.with(2, x, at + channels.at(sample, i)).run(channels.plane());
      }
    }
    call.close();
  }

  @Override
  public void slopes(float[] g, int gAt, float[] x, int xAt) {
    var call = Call.of(Pass.SLOPES, 5);
    for (int i = from; i < end; i++) {
      int sums = (i - from) * EACH;
      call.with(0, room, sums).with(1, room, sums + Fold.WIDTH);
      call.with(4, room, sums + 2 * Fold.WIDTH);
      for (int sample = 0; sample < channels.samples(); sample++) {
        int line = channels.at(sample, i);
        call.with(2, g, gAt + line).with(3, x, xAt + line).run(channels.plane());
      }
    }
    call.close();
  }

  @Override
  public double sum(int which, int channel) {
    int at = channel * EACH + which * Fold.WIDTH;
    for (int half = Fold.WIDTH / 2; half > 0; half /= 2) {
      for (int i = at; i < at + half; i++) {
        room[i] += room[i + half];
      }
    }
    return room[at];
  }

  @Override
  public void numbers(int channel, double a, double b, double c) {
    room[channel * EACH] = a;
    room[channel * EACH + 1] = b;
    room[channel * EACH + 2] = c;
  }

  @Override
  public void affine(float[] y, int yAt, float[] x, int xAt) {
    var call = Call.of(Pass.AFFINE, 4);
    for (int i = from; i < end; i++) {
      int numbers = (i - from) * EACH;
      call.with(2, room, numbers).with(3, room, numbers + 1);
      for (int sample = channels.samples() - 1; sample >= 0; sample--) {
        int line = channels.at(sample, i);
        call.with(0, y, yAt + line).with(1, x, xAt + line).run(channels.plane());
      }
    }
    call.close();
  }

  @Override
  public void blend(float[] y, int yAt, float[] g, int gAt, float[] x, int xAt) {
    var call = Call.of(Pass.BLEND, 6);
    for (int i = from; i < end; i++) {
      int numbers = (i - from) * EACH;
      call.with(3, room, numbers).with(4, room, numbers + 1).with(5, room, numbers + 2);
      for (int sample = channels.samples() - 1; sample >= 0; sample--) {
        int line = channels.at(sample, i);
        call.with(0, y, yAt + line).with(1, g, gAt + line).with(2, x, xAt + line);
        call.run(channels.plane());
      }
    }
    call.close();
  }

  @Override
  public void close() {
    Room.giveBack(room);
  }
}
