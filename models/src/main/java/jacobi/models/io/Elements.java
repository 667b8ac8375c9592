package jacobi.models.io;

import jacobi.models.io.Safetensors.Entry;
import jacobi.op.Spec;
import jacobi.spi.HostBuffer;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Tensors as the bytes of a file and back, bit for bit, whatever their type.
final class Elements {
  private Elements() {}

  /// A copy of a tensor's elements.
  static Entry of(Tensor tensor) {
    Tensor dense = tensor.detach().contiguous();
    HostBuffer elements = HostBuffer.of(dense.dtype(), dense.shape().elements());
    dense.engine().download(dense, elements.segment());
    int count = Math.toIntExact(elements.elements() * dense.dtype().bytes());
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    ValueLayout word = word(dense.dtype());
    MemorySegment.copy(
        elements.segment(),
        word,
        0,
        MemorySegment.ofBuffer(bytes),
        word.withOrder(ByteOrder.LITTLE_ENDIAN),
        0,
        elements.elements());
    return new Entry(dense.dtype(), dense.shape(), bytes);
  }

  /// The tensor of an entry, on the device of an engine.
  static Tensor tensor(Entry entry, Engine engine) {
    HostBuffer elements = HostBuffer.of(entry.dtype(), entry.shape().elements());
    ValueLayout word = word(entry.dtype());
    MemorySegment.copy(
        MemorySegment.ofBuffer(entry.bytes()),
        word.withOrder(ByteOrder.LITTLE_ENDIAN),
        0,
        elements.segment(),
        word,
        0,
        elements.elements());
    return engine.upload(new Spec(entry.dtype(), entry.shape()), elements.segment());
  }

  /// The bits of one element; what they mean does not matter here.
  private static ValueLayout word(DType dtype) {
    return switch (dtype) {
      case F64, I64 -> ValueLayout.JAVA_LONG_UNALIGNED;
      case F32, I32 -> ValueLayout.JAVA_INT_UNALIGNED;
      case F16, BF16 -> ValueLayout.JAVA_SHORT_UNALIGNED;
      case I8, U8, BOOL -> ValueLayout.JAVA_BYTE;
    };
  }
}
