package jacobi.backend.cpu.fused;

/// What normalizations do to a block of channels: sums of two quantities of each channel, and then
/// results by numbers that follow from them. One worker's. Channels are counted from the block's
/// first; arrays are given with the place of the first element of all channels.
sealed interface Moments extends AutoCloseable permits LineMoments, ColumnMoments {
  /// Moments of the channels `from` to before `end`.
  static Moments of(Channels channels, int from, int end) {
    return channels.areLines()
        ? new LineMoments(channels, from, end)
        : new ColumnMoments(channels, from, end);
  }

  /// Begins the sums of a channel about a number.
  void start(int channel, double about);

  /// Sums up `x − about` and its square.
  void deviations(float[] x, int at);

  /// Sums up `g` and `g·(x − about)`.
  void slopes(float[] g, int gAt, float[] x, int xAt);

  /// The first sum of a channel, or the second; asked for once.
  double sum(int which, int channel);

  /// Sets the numbers of a channel, whose sums are no more needed.
  void numbers(int channel, double a, double b, double c);

  /// `y = x·a + b`
  void affine(float[] y, int yAt, float[] x, int xAt);

  /// `y = g·a + (x·b + c)`
  void blend(float[] y, int yAt, float[] g, int gAt, float[] x, int xAt);

  @Override
  void close();
}
