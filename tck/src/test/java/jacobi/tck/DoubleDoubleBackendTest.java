package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Session;
import jacobi.op.Spec;
import jacobi.op.UnsupportedOpException;
import jacobi.random.Seed;
import jacobi.spi.BackendProvider;
import jacobi.spi.HostBuffer;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tck.reference.Differences;
import jacobi.tck.reference.DoubleDoubleBackend;
import jacobi.tck.reference.Interpreter;
import jacobi.tck.reference.Part;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Rounding;
import jacobi.type.Shape;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The exact reference as a device.
class DoubleDoubleBackendTest {
  private static Session session;

  @BeforeAll
  static void open() {
    session = DoubleDoubleBackend.open(Interpreter.exact());
  }

  @AfterAll
  static void close() {
    session.close();
  }

  private static void on(Runnable block) {
    session.run(() -> {
      block.run();
      return true;
    });
  }

  @Test
  void isNotDiscovered() {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      assertTrue(!provider.id().equals("double-double"), provider.toString());
    }
  }

  @Test
  void keepsWhatADoubleHasNoRoomFor() {
    on(() -> {
      Tensor x = Jacobi.tensor(new double[] {1, -3});
      assertArrayEquals(new double[] {1e-20, 1e-20}, x.add(1e-20).sub(x).toDoubles());
      DoubleDouble[] pairs = DoubleDoubleBackend.read(x.add(1e-20));
      assertEquals(DoubleDouble.sum(1, 1e-20), pairs[0]);
      Tensor back = DoubleDoubleBackend.tensor(x.engine(), new Spec(DType.F64, Shape.of(2)), pairs);
      assertArrayEquals(pairs, DoubleDoubleBackend.read(back));
    });
  }

  @Test
  void everyTypeGoesInAndComesOut() {
    on(() -> {
      double[] numbers = {0, 1, -2.5, 65504, 0x1p-24, 3.140625, 0.1, 1e39, Double.NaN, 1 / 0.0};
      for (DType type : List.of(DType.F64, DType.F32, DType.F16, DType.BF16)) {
        HostBuffer rounded = HostBuffer.of(type, numbers.length);
        Tensor x = Jacobi.tensor(numbers).cast(type);
        x.engine().download(x, rounded.segment());
        Tensor back = x.engine().upload(x.spec(), rounded.segment());
        for (int i = 0; i < numbers.length; i++) {
          double expected = Rounding.nearest(type, numbers[i]);
          assertEquals(expected, rounded.asDouble(i), type + " " + numbers[i]);
          assertEquals(expected, DoubleDoubleBackend.read(back)[i].high(), type.toString());
        }
      }
      for (DType type : List.of(DType.I64, DType.I32, DType.I8, DType.U8, DType.BOOL)) {
        Tensor x = Jacobi.tensor(new long[] {0, 1, 1, 0}).cast(type);
        assertArrayEquals(new long[] {0, 1, 1, 0}, x.cast(DType.I64).toLongs(), type.toString());
      }
    });
  }

  /// What is read is rounded once, whatever the low part says.
  @Test
  void readsRoundOnce() {
    on(() -> {
      var random = Seed.of(6).at("halves").stream();
      for (int i = 0; i < 500; i++) {
        float x = Math.scalb(1 + random.nextFloat(), random.nextInt(-30, 30));
        double half = Math.ulp(x) / 2;
        for (double low : new double[] {-1e-30, 0, 1e-30}) {
          Tensor y = Jacobi.tensor(new double[] {x}).add(half).add(low * x).cast(DType.F32);
          float expected = low > 0 ? Math.nextUp(x) : low < 0 ? x : (float) (x + half);
          assertEquals(expected, y.toFloats()[0], "%s + ½ ulp + %s".formatted(x, low));
        }
      }
    });
  }

  @Test
  void wholeNumbersHaveNoParts() {
    on(() -> {
      Tensor x = Jacobi.tensor(new long[] {1});
      assertThrows(UnsupportedOpException.class, () -> x.engine().apply(Part.LOW, x));
    });
  }

  /// `f = exp(x)·y` at `(0.3, −1.5)`, whose derivatives are known.
  @Test
  void differencesAreDerivatives() {
    on(() -> {
      List<Tensor> at =
          List.of(Jacobi.tensor(new double[] {0.3}), Jacobi.tensor(new double[] {-1.5}));
      var differences = new Differences(in -> in.get(0).exp().mul(in.get(1)), at);
      DoubleDouble e = DoubleDoubleBackend.read(at.getFirst().exp())[0];
      close(e.mul(-1.5), differences.column(0, 0)[0], 1e-18);
      close(e, differences.column(1, 0)[0], 1e-18);
      double scale = differences.scale(0, 0);
      double[][] x = differences.unit(0, 0);
      double[][] y = differences.unit(1, 0);
      close(e.mul(-1.5 * scale * scale), differences.second(x, x)[0], 1e-15);
      close(e.mul(scale * differences.scale(1, 0)), differences.second(x, y)[0], 1e-15);
      double[][] both = differences.zeros();
      both[0][0] = 1;
      both[1][0] = 2;
      close(e.mul(0.5), differences.along(both)[0], 1e-17);
    });
  }

  private static void close(DoubleDouble expected, DoubleDouble found, double relative) {
    double error = found.sub(expected).abs().high();
    assertTrue(error <= relative * expected.abs().high(), found + " instead of " + expected);
  }
}
