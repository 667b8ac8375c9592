package jacobi.runtime;

import java.util.concurrent.atomic.LongAdder;

/// What a device has done since it was opened.
///
/// Live bytes count memory that is tracked: on a host device arrays below 16 KiB are the garbage
/// collector's and not counted.
public final class Counters {
  final LongAdder launches = new LongAdder();
  final LongAdder decomposed = new LongAdder();
  final LongAdder hosted = new LongAdder();
  final LongAdder referenced = new LongAdder();
  final LongAdder uploads = new LongAdder();
  final LongAdder downloads = new LongAdder();
  final LongAdder allocations = new LongAdder();
  final LongAdder reused = new LongAdder();
  private long liveBuffers;
  private long liveBytes;
  private long peakBytes;

  Counters() {}

  synchronized void born(long bytes) {
    liveBuffers++;
    liveBytes += bytes;
    peakBytes = Math.max(peakBytes, liveBytes);
  }

  synchronized void died(long bytes) {
    liveBuffers--;
    liveBytes -= bytes;
  }

  /// Kernel launches: ops the driver computed.
  public long launches() {
    return launches.sum();
  }

  /// Composites that were decomposed because the driver declined them.
  public long decomposed() {
    return decomposed.sum();
  }

  /// Ops the host computed for the device.
  public long hosted() {
    return hosted.sum();
  }

  /// Ops the driver handed to the reference interpreter.
  public long referenced() {
    return referenced.sum();
  }

  /// Transfers to the device.
  public long uploads() {
    return uploads.sum();
  }

  /// Transfers from the device.
  public long downloads() {
    return downloads.sum();
  }

  /// Tracked buffers asked of the driver.
  public long allocations() {
    return allocations.sum();
  }

  /// Tracked buffers that were reused instead.
  public long reused() {
    return reused.sum();
  }

  /// Tracked buffers in use.
  public synchronized long liveBuffers() {
    return liveBuffers;
  }

  /// Bytes of tracked buffers in use.
  public synchronized long liveBytes() {
    return liveBytes;
  }

  /// The most bytes that were in use at once.
  public synchronized long peakBytes() {
    return peakBytes;
  }
}
