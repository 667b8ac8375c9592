package jacobi.spi;

/// The order in which one thread's work runs on a device: first in, first out.
public interface Queue extends AutoCloseable {
  /// Waits until everything is done.
  ///
  /// @throws jacobi.type.JacobiException the first failure of the work since the last wait
  void sync();

  @Override
  default void close() {}

  /// True if work is done before the call that hands it in returns.
  default boolean isInline() {
    return false;
  }

  /// The queue of a device that computes at once.
  static Queue inline() {
    return Inline.QUEUE;
  }

  /// Nothing is ever pending.
  enum Inline implements Queue {
    /// The one member.
    QUEUE;

    @Override
    public void sync() {}

    @Override
    public boolean isInline() {
      return true;
    }
  }
}
