package jacobi.tck.fake;

import jacobi.op.Binary;
import jacobi.op.Unary;
import jacobi.spi.Buffer;
import jacobi.spi.DeviceException;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Drivers that are wrong.
final class Broken {
  private static final int EACH = 50;

  private static final int LARGE = 1 << 18;

  private static final long PAUSE_NANOS = 200_000_000;

  private Broken() {}

  /// Cannot be closed once it was used.
  record Closing(Driver real, AtomicInteger uploads) implements Forwarding {
    Closing(Driver real) {
      this(real, new AtomicInteger());
    }

    @Override
    public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
      uploads.incrementAndGet();
      real.upload(source, target, at, queue);
    }

    @Override
    public void close() {
      if (uploads.get() > 0) {
        throw new DeviceException("this fake cannot be closed");
      }
    }
  }

  /// Loses the first element of each upload.
  record Uploading(Driver real) implements Forwarding {
    @Override
    public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
      real.upload(source, target, at, queue);
      if (source.byteSize() > 0) {
        ((HostBuffer) target).setLong((int) at, 0);
      }
    }
  }

  /// Keeps what is wrong with the data to itself.
  record Silent(Driver real) implements Forwarding {
    @Override
    public void execute(OpCall call, Queue queue) {
      Operand[] in = new Operand[call.inputs()];
      for (int i = 0; i < in.length; i++) {
        in[i] = call.in(i);
      }
      real.execute(new OpCall(call.op(), in, new Operand[] {call.out()}, null), queue);
    }
  }

  /// Forgets one call in fifty.
  record Lossy(Driver real, AtomicInteger calls) implements Forwarding {
    Lossy(Driver real) {
      this(real, new AtomicInteger());
    }

    @Override
    public void execute(OpCall call, Queue queue) {
      if (calls.incrementAndGet() % EACH != 0) {
        real.execute(call, queue);
      }
    }
  }

  /// Gives nothing back.
  record Hoarding(Driver real) implements Forwarding {
    @Override
    public void free(Buffer buffer) {}
  }

  static Driver losingNan(Driver real) {
    return new Tampering(
        real,
        call -> {
          for (int i = 0; call.op() == Binary.MAX && i < call.out().count(); i++) {
            int at = call.out().at() + i;
            if (Double.isNaN(call.out().host().asDouble(at))) {
              call.out().host().setDouble(at, 0);
            }
          }
        });
  }

  static Driver overwriting(Driver real) {
    return new Tampering(
        real,
        call -> {
          if (call.op() == Binary.MUL) {
            Tampering.add(call.in(0), 0, 1);
          }
        });
  }

  static Driver wavering(Driver real) {
    var calls = new AtomicInteger();
    return new Tampering(
        real,
        call -> {
          if (call.op() == Unary.EXP && calls.incrementAndGet() % 2 == 0) {
            Tampering.add(call.out(), 0, 1);
          }
        });
  }

  static Driver lonely(Driver real) {
    Thread home = Thread.currentThread();
    return new Tampering(
        real,
        call -> {
          if (Thread.currentThread() != home) {
            Tampering.add(call.out(), 0, 1);
          }
        });
  }

  static Driver slow(Driver real) {
    return new Tampering(
        real,
        call -> {
          if (call.op() == Unary.EXP && call.out().count() > LARGE) {
            LockSupport.parkNanos(PAUSE_NANOS);
          }
        });
  }
}
