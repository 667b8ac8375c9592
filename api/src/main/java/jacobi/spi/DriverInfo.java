package jacobi.spi;

import jacobi.type.DType;
import java.util.Set;

/// What a device is.
///
/// Made by [#host] or [#device] and narrowed by the `with…` methods, so that it can grow without
/// breaking anyone.
public final class DriverInfo {
  private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 8L;

  private final String name;
  private final boolean host;
  private final Set<DType> dtypes;
  private final long maxElements;
  private final Accuracy accuracy;

  private DriverInfo(
      String name, boolean host, Set<DType> dtypes, long maxElements, Accuracy accuracy) {
    this.name = name;
    this.host = host;
    this.dtypes = Set.copyOf(dtypes);
    this.maxElements = maxElements;
    this.accuracy = accuracy;
  }

  /// A device whose buffers are [HostBuffer]s, which other host backends can share. Declares F64,
  /// F32, I64, I32 and BOOL, and buffers as large as a Java array.
  public static DriverInfo host(String name) {
    var dtypes = Set.of(DType.F64, DType.F32, DType.I64, DType.I32, DType.BOOL);
    return new DriverInfo(name, true, dtypes, LARGEST_ARRAY, Accuracy.OPENCL);
  }

  /// A device with memory of its own. Declares the required F32, I64, I32 and BOOL.
  public static DriverInfo device(String name, long maxElements) {
    var dtypes = Set.of(DType.F32, DType.I64, DType.I32, DType.BOOL);
    return new DriverInfo(name, false, dtypes, maxElements, Accuracy.OPENCL);
  }

  /// The same with these element types; F32, I64, I32 and BOOL must be among them.
  public DriverInfo withDTypes(Set<DType> types) {
    return new DriverInfo(name, host, types, maxElements, accuracy);
  }

  /// The same with another limit on the elements of a buffer.
  public DriverInfo withMaxElements(long elements) {
    return new DriverInfo(name, host, dtypes, elements, accuracy);
  }

  /// The same with another accuracy than [Accuracy#OPENCL].
  public DriverInfo withAccuracy(Accuracy declared) {
    return new DriverInfo(name, host, dtypes, maxElements, declared);
  }

  /// What a person would call it, such as `8-core x86 (AVX-512)`.
  public String name() {
    return name;
  }

  /// True if its buffers are [HostBuffer]s.
  public boolean isHost() {
    return host;
  }

  /// The element types it can store.
  public Set<DType> dtypes() {
    return dtypes;
  }

  /// The most elements a buffer may have.
  public long maxElements() {
    return maxElements;
  }

  /// How exact its results are: what a conformance kit measures them by.
  public Accuracy accuracy() {
    return accuracy;
  }
}
